/** The examples of a token endpoint, in each language: the server takes what they sign. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binary, environment, examples } from './support/places.js';

const issuer = 'https://id.nordhafen.example';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtside-token-'));
  writeFileSync(join(folder, 'secret'), 'a secret of the demo company, long enough to sign with\n');
  execFileSync(binary, ['tenant', 'add', '--data', join(folder, 'data'), '--name', 'Nordhafen', '--issuer', issuer, '--secret-file', join(folder, 'secret')], { env: environment });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flags = ['-std=c++20', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Werror'];
const sign: Record<string, (values: string[]) => string> = {
  Node: (values) => execFileSync(process.execPath, [join(examples, 'sign_token.js'), ...values], { encoding: 'utf8' }),
  Python: (values) => execFileSync('python3', ['-B', join(examples, 'token_endpoint.py'), ...values], { encoding: 'utf8' }),
  'C++': (values) => {
    const program = join(folder, 'sign-token');
    execFileSync('g++', [...flags, '-o', program, join(examples, 'main.cpp'), join(examples, 'sign_token.cpp'), '-lcrypto']);
    return execFileSync(program, values, { encoding: 'utf8' });
  },
};

describe.each(Object.keys(sign))('A token that is signed in %s', (language) => {
  it('is taken by the server, with a name that needs escaping', () => {
    const token = sign[language]!([join(folder, 'secret'), issuer, 'lena.fischer', 'Léna "Fischer" \\ 😀']).trim();
    const said = execFileSync(binary, ['token', 'check', '--data', join(folder, 'data'), token], { encoding: 'utf8', env: environment });
    expect(said).toContain('The token signs in lena.fischer');
  });
});

describe('The endpoint in Python', () => {
  it('gives a token to whoever is signed in, and to nobody else', () => {
    const program = `
import sys
sys.path.insert(0, ${JSON.stringify(examples)})
from token_endpoint import endpoint
def ask(person, method="POST"):
    said = []
    body = endpoint(b"secret", "issuer", lambda environ: person)({"REQUEST_METHOD": method}, lambda status, headers: said.append(status))
    return said[0], b"".join(body)
print(ask(("lena", "Lena"))[0], ask(("lena", "Lena"))[1].count(b"."), ask(None)[0], ask(("lena", "Lena"), "GET")[0])
`;
    expect(execFileSync('python3', ['-B', '-c', program], { encoding: 'utf8' }).trim()).toBe('200 OK 2 401 Unauthorized 401 Unauthorized');
  });
});
