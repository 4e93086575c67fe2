import { describe, expect, it } from 'vitest';
import { create, decode, encode } from '../src/codec/messages.js';
import { schema } from '../src/generated/schema.js';
import { ClientFrame, ServerFrame } from './generated/courtside/v1/frames.js';

/** Every message by its name, with the texts of its fields: `windows 5*mTimeWindow`. */
const messages = new Map(
  schema.split(';').map((line) => {
    const [name, fields] = line.split(/ (.*)/);
    return [name!, (fields ?? '').split(',').filter(Boolean)];
  }),
);

const samples: Record<string, unknown> = { u: 2 ** 53 - 1, i: -5, n: 70_000, e: 3, b: true, s: 'Grüße ✓', y: new Uint8Array([0, 200]) };

/** With a value in every field; of a oneof in the one that is named. */
function filled(message: string, chosen?: string): Record<string, unknown> {
  const value = create(message);
  for (const text of messages.get(message)!) {
    const [, name, many, kind, of, group] = /^(\w+) \d+(\*?)(\w)(\w*)@?(\w*)/.exec(text) as unknown as string[];
    const one = kind === 'm' ? filled(of!) : samples[kind!];
    if (!group) value[name!] = many ? [one, one] : one;
    else if (name === chosen || (!chosen && value[group] === undefined)) value[group] = { $case: name, value: one };
  }
  return value;
}

const casesOf = (message: string): string[] =>
  messages.get(message)!.flatMap((text) => (text.includes('@') ? [text.split(' ')[0]!] : []));

describe('The table of messages', () => {
  it.each(casesOf('ClientFrame'))('writes and reads %s as the generated code does', (name) => {
    for (const frame of [filled('ClientFrame', name), { ...create('ClientFrame'), command: emptied('ClientFrame', name) }]) {
      const bytes = encode('ClientFrame', frame);
      expect(bytes).toEqual(ClientFrame.encode(frame as unknown as ClientFrame).finish());
      expect(ClientFrame.decode(bytes)).toEqual(frame);
    }
  });

  it.each(casesOf('ServerFrame'))('reads and writes %s as the generated code does', (name) => {
    for (const frame of [filled('ServerFrame', name), { ...create('ServerFrame'), content: emptied('ServerFrame', name) }]) {
      const bytes = ServerFrame.encode(frame as unknown as ServerFrame).finish();
      expect(decode('ServerFrame', bytes)).toEqual(ServerFrame.decode(bytes));
      expect(encode('ServerFrame', frame)).toEqual(bytes);
    }
  });

  it('reads numbers that another writer did not pack', () => {
    // Roles 2 and 3 as two fields.
    expect(decode('Person', new Uint8Array([0x18, 2, 0x18, 3]))).toMatchObject({ roles: [2, 3] });
  });

  it('leaves out a field of another type than it knows', () => {
    // The person's name as a number.
    expect(decode('Person', new Uint8Array([0x10, 7, 0x08, 5]))).toMatchObject({ name: '', personId: 5 });
  });

  it('writes what an older version has stored without the newer fields', () => {
    expect(encode('EndSession', { sessionId: 1, outcome: 2 })).toEqual(new Uint8Array([8, 1, 16, 2]));
  });
});

function emptied(frame: string, name: string): object {
  const text = messages.get(frame)!.find((one) => one.startsWith(`${name} `))!;
  return { $case: name, value: create(/m(\w+)@/.exec(text)![1]!) };
}
