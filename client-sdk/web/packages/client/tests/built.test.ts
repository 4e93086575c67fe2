import { webcrypto } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8');

// `npm run build` comes first.
describe('What is built', () => {
  it('is a script of at most 25 KB on the wire', () => {
    expect(gzipSync(read('courtside-client.iife.js'), { level: 9 }).length).toBeLessThanOrEqual(25 * 1024);
  });

  it('is one tag: the script gives everything as Courtside', () => {
    const page = {} as { Courtside?: { Client: new (options: object) => { state: { state: string } } } };
    const browser = { URL, TextEncoder, TextDecoder, AbortController, Uint8Array, Map, Set, Symbol, crypto: webcrypto };
    runInNewContext(`${read('courtside-client.iife.js')};page.Courtside = Courtside`, { ...browser, page });
    const client = new page.Courtside!.Client({ url: 'https://coach.example.com', getToken: () => '' });
    expect(client.state.state).toBe('disconnected');
  });

  it('has no JSON form in it', () => {
    expect(read('courtside-client.iife.js')).not.toContain('fromJSON');
    expect(read('courtside-json.js')).toContain('fromJSON');
  });

  it('needs nothing but the wire code at run time', () => {
    const imports = (name: string): (string | undefined)[] =>
      [...read(name).matchAll(/^import .*from "([^"]+)";$/gm)].map(([, from]) => from);
    expect(new Set(imports('courtside-client.js'))).toEqual(new Set(['@bufbuild/protobuf/wire']));
    expect(imports('courtside-json.js')).toEqual([]);
  });

  it('runs under a policy that forbids code from text', () => {
    for (const name of ['courtside-client.iife.js', 'courtside-client.js']) {
      expect(read(name)).not.toMatch(/\beval\(|new Function\(|\.innerHTML/);
    }
  });

  it('comes with its types', () => {
    expect(readdirSync(new URL('../dist/types', import.meta.url))).toEqual(
      expect.arrayContaining(['index.d.ts', 'api.d.ts', 'json.d.ts', 'generated']),
    );
  });
});
