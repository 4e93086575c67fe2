// Signs a token by hand:  node sign_token.js SECRET-FILE ISSUER SUBJECT [NAME]
// The endpoint itself, with a page around it: ../web/apps/intranet-demo/server.js
import { readFileSync } from 'node:fs';
import { signToken } from '../web/apps/intranet-demo/token.js';

const [secretFile, issuer, subject, name] = process.argv.slice(2);
if (!secretFile || !issuer || !subject) {
  process.stderr.write('Usage: node sign_token.js SECRET-FILE ISSUER SUBJECT [NAME]\n');
  process.exit(2);
}
const key = { secret: readFileSync(secretFile, 'utf8').trim() };
process.stdout.write(`${signToken({ issuer, key }, { subject, name })}\n`);
