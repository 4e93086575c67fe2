import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binaryCodec } from '../src/codec/binary.js';
import * as json from '../src/generated_json/courtside/v1/frames.js';
import { jsonCodec } from '../src/json.js';
import { bytesOf, hex } from '../src/protocol/stored_change.js';
import { ClientFrame, ServerFrame } from './generated/courtside/v1/frames.js';

/** Written in the protocol's JSON form and, as hexadecimal digits, in its binary one. Shared with tests/unit/wire. */
interface Vector {
  name: string;
  message: 'ClientFrame' | 'ServerFrame';
  json: object;
  hex: string;
  /** Has a number that a browser can't hold exactly. */
  beyond?: true;
}

const file = new URL('../../../../../tests/data/wire-vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];

if (process.env.COURTSIDE_WRITE_VECTORS) {
  // Completes vectors whose binary form is empty; the server's tests then say whether it is right.
  for (const vector of vectors.filter((one) => one.hex === '' && !one.beyond)) {
    const whole = { ClientFrame, ServerFrame }[vector.message] as typeof ServerFrame;
    vector.hex = hex(whole.encode(json[vector.message].fromJSON(vector.json) as ServerFrame).finish());
  }
  writeFileSync(file, `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`);
}

const bufferOf = (digits: string): ArrayBuffer => new Uint8Array(bytesOf(digits)).buffer;

describe('A command', () => {
  it.each(vectors.filter((vector) => vector.message === 'ClientFrame'))('$name', (vector) => {
    const frame = json.ClientFrame.fromJSON(vector.json);
    expect(hex(binaryCodec.encode(frame) as Uint8Array)).toBe(vector.hex);
    expect(ClientFrame.decode(bytesOf(vector.hex))).toEqual(frame);
    expect(json.ClientFrame.fromJSON(JSON.parse(jsonCodec.encode(frame) as string))).toEqual(frame);
  });
});

describe("A server's frame", () => {
  const frames = vectors.filter((vector) => vector.message === 'ServerFrame');

  it.each(frames.filter((vector) => !vector.beyond))('$name', (vector) => {
    const frame = jsonCodec.decode(JSON.stringify(vector.json));
    expect(binaryCodec.decode(bufferOf(vector.hex))).toEqual(frame);
    expect(hex(ServerFrame.encode(frame).finish())).toBe(vector.hex);
  });

  it.each(frames.filter((vector) => vector.beyond))('$name is refused, not rounded', (vector) => {
    expect(() => binaryCodec.decode(bufferOf(vector.hex))).toThrow(/SAFE_INTEGER/);
  });

  it('is refused where it ends early', () => {
    for (const { hex: digits } of frames.filter((vector) => vector.hex.length > 2)) {
      expect(() => binaryCodec.decode(bufferOf(digits.slice(0, -2)))).toThrow();
    }
  });

  it('is understood where it has fields of a newer protocol', () => {
    const done = frames.find((vector) => vector.name === 'done')!;
    const newer = `${done.hex}f87d01${'fa7d03616263'}`;
    expect(binaryCodec.decode(bufferOf(newer))).toEqual(binaryCodec.decode(bufferOf(done.hex)));
  });

  it('keeps the number of a value that this version has no name for', () => {
    const frame = binaryCodec.decode(bufferOf('0801520308e707'));
    expect(frame.content).toMatchObject({ $case: 'error', value: { code: 999 } });
  });

  it('of the other form is refused', () => {
    expect(() => binaryCodec.decode('{}')).toThrow(TypeError);
    expect(() => jsonCodec.decode(new ArrayBuffer(0))).toThrow(TypeError);
  });
});
