// The intranet of the demo company: what a company adds to its own pages to have Courtside there. Node only, nothing to
// install. Its sign-in asks for no password, so it listens on this machine alone.
//
//   node server.js --courtside http://127.0.0.1:8080 --secret-file nordhafen.secret --people people.csv
//
// Options: --port N (0: any free one), --port-file FILE (the real one is written there), --issuer ISSUER.
// It prints its address.
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPeople, rolesOf } from './people.js';
import { intranetPage, signInPage } from './pages.js';
import { signToken } from './token.js';

const { values: options } = parseArgs({
  options: {
    courtside: { type: 'string' },
    'secret-file': { type: 'string' },
    people: { type: 'string' },
    issuer: { type: 'string', default: 'https://id.nordhafen.example' },
    port: { type: 'string', default: '0' },
    'port-file': { type: 'string' },
  },
});
for (const name of ['courtside', 'secret-file', 'people']) {
  if (!options[name]) fail(`--${name} is missing.`);
}

const courtside = new URL(options.courtside).origin;
const key = { secret: readFileSync(options['secret-file'], 'utf8').trim() };
const people = readPeople(readFileSync(options.people, 'utf8'));
const files = fileURLToPath(new URL('public/', import.meta.url));
const types = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };
const names = new Set(['intranet.css', 'intranet.js', 'logo.svg']);

const server = createServer((request, response) => {
  // Other names for this machine may be made to point here by a page elsewhere.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return send(response, 421, 'text/plain', 'Wrong host.\n');
  const url = new URL(request.url ?? '/', 'http://intranet');
  const person = people.get(cookie(request, 'demo_person'));
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /') return home(response, person, url);
  if (route === 'POST /sign-in') return signIn(request, response);
  if (route === 'POST /sign-out') return leave(response);
  if (route === 'POST /courtside-token') return token(response, person);
  if (route === 'GET /desk') return desk(request, response, person);
  const name = url.pathname.slice(1);
  if (request.method === 'GET' && names.has(name)) return send(response, 200, types[extname(name)], readFileSync(join(files, name)));
  send(response, 404, 'text/plain', 'Not found.\n');
});

/** The token endpoint: whoever this site has signed in gets a token, and nobody else. */
function token(response, person) {
  if (!person) return send(response, 401, 'text/plain', 'Sign in first.\n');
  send(response, 200, 'text/plain', signToken({ issuer: options.issuer, key }, person));
}

/** Coaches get to their desk with a token in the fragment, which browsers send to no server. */
function desk(request, response, person) {
  if (!person) return redirect(response, '/');
  const signin = `http://${request.headers.host}/desk`;
  const fragment = new URLSearchParams({ token: signToken({ issuer: options.issuer, key }, person), signin });
  redirect(response, `${courtside}/desk/#${fragment}`);
}

function home(response, person, url) {
  const inline = url.searchParams.get('mode') === 'inline';
  const wanted = ['en', 'de', 'es', 'ar'].find((language) => language === url.searchParams.get('lang'));
  // The strict policy under which the widget works. Only the form inside the page connects to Courtside from here.
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${courtside}`,
    `frame-src ${courtside}`,
    inline ? `connect-src 'self' ${courtside.replace(/^http/, 'ws')}` : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${courtside}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const page = person
    ? intranetPage({ person, courtside, inline, language: wanted ?? person.languages[0] ?? 'en', coaches: rolesOf(person) })
    : signInPage([...people.values()]);
  send(response, 200, 'text/html; charset=utf-8', page, { 'content-security-policy': policy });
}

async function signIn(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 4096) return send(response, 413, 'text/plain', 'Too large.\n');
    chunks.push(chunk);
  }
  const subject = new URLSearchParams(Buffer.concat(chunks).toString()).get('person') ?? '';
  if (!people.has(subject)) return send(response, 400, 'text/plain', 'There is no such demo person.\n');
  redirect(response, '/', { 'set-cookie': `demo_person=${encodeURIComponent(subject)}; HttpOnly; SameSite=Lax; Path=/` });
}

function leave(response) {
  redirect(response, '/', { 'set-cookie': 'demo_person=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0' });
}

function cookie(request, name) {
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  try {
    return decodeURIComponent(found?.slice(name.length + 1) ?? '');
  } catch {
    return '';
  }
}

function redirect(response, location, headers = {}) {
  response.writeHead(303, { location, 'cache-control': 'no-store', ...headers }).end();
}

function send(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(body);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

server.listen(Number(options.port), '127.0.0.1', () => {
  const { port } = server.address();
  if (options['port-file']) writeFileSync(options['port-file'], `${port}\n`);
  process.stdout.write(`The demo intranet is at http://127.0.0.1:${port}\n`);
});
server.on('error', (error) => fail(error.message));
