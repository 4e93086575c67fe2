import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../src/protocol/', import.meta.url);

describe('The state machines', () => {
  it.each(readdirSync(folder))('in %s know no browser, no clock and no shell', (name) => {
    const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code).not.toMatch(
      /\b(window|document|navigator|localStorage|WebSocket|setTimeout|setInterval|Date\.now|performance|crypto|Math\.random)\b|\/shell\//,
    );
  });
});
