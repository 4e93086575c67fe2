import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

// `npm run build` comes first.
const dist = resolve(fileURLToPath(new URL('../../../dist', import.meta.url)));
const page = readFileSync(join(dist, 'widget/index.html'), 'utf8');
const frame = /src="(assets\/frame\.[^"]+)"/.exec(page)?.[1] ?? '';

/** A module and everything that it needs before it runs. */
function withItsParts(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|^import|;import)"(\.\/[^"]+)"/g)) {
    withItsParts(join(dirname(path), name!), seen);
  }
  return seen;
}

const zipped = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length;

describe('What is built', () => {
  it('is a tag of at most 5 KB', () => {
    expect(zipped(join(dist, 'embed.js'))).toBeLessThanOrEqual(5 * 1024);
  });

  it('begins with at most 45 KB gzip, the client in it', () => {
    const sizes = [...withItsParts(join(dist, 'widget', frame))].map(zipped);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45 * 1024);
  });

  it('is compressed beside each file', () => {
    for (const path of ['embed.js', 'widget/index.html', join('widget', frame)]) {
      expect(existsSync(join(dist, `${path}.br`))).toBe(true);
      expect(existsSync(join(dist, `${path}.gz`))).toBe(true);
    }
  });

  it('makes no markup from text, and has nothing inline that a strict policy would refuse', () => {
    expect(page).not.toMatch(/<style|style=|<script>|onclick/);
    const own = readFileSync(join(dist, 'embed.js'), 'utf8');
    expect(own).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });
});
