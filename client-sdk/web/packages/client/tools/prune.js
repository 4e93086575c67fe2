// ts-proto writes both directions of every message; a client writes commands and reads the server's frames, and the
// other half would be a quarter of the script. This leaves what is reachable from ClientFrame.encode and
// ServerFrame.decode, and gives each command `create`, its default values.

const message = /export const (\w+): MessageFns<\1> = \{\n(  encode\([\s\S]*?\n  \},)\n\n(  decode\([\s\S]*?\n  \},)\n\};/g;

/** Takes and gives the text of the files by name. */
export function prune(files) {
  const bodies = new Map();
  for (const text of Object.values(files)) {
    for (const [, name, encode, decode] of text.matchAll(message)) {
      bodies.set(name, { encode, decode });
    }
  }
  const written = reachable(bodies, 'ClientFrame', 'encode');
  const read = reachable(bodies, 'ServerFrame', 'decode');
  const pruned = (_, name) => {
    const parts = [
      written.has(name) && { member: 'encode', text: bodies.get(name).encode },
      read.has(name) && { member: 'decode', text: bodies.get(name).decode },
    ].filter(Boolean);
    const members = parts.map(({ member }) => `'${member}'`).join(' | ') || 'never';
    const type = `Pick<MessageFns<${name}>, ${members}> & { create(): ${name} }`;
    return `export const ${name}: ${type} = {\n${parts.map(({ text }) => `${text}\n`).join('')}  create: createBase${name},\n};`;
  };
  return Object.fromEntries(
    // What only the other half needed is now unused, which is no mistake here.
    Object.entries(files).map(([name, text]) => [name, `// @ts-nocheck\n${text.replace(message, pruned)}`]),
  );
}

function reachable(bodies, start, direction) {
  if (!bodies.has(start)) {
    throw new Error(`ts-proto writes other code than tools/prune.js knows: there is no ${start}`);
  }
  const found = new Set();
  const visit = (name) => {
    if (!found.has(name) && bodies.has(name)) {
      found.add(name);
      for (const [, next] of bodies.get(name)[direction].matchAll(new RegExp(`\\b(\\w+)\\.${direction}\\(`, 'g'))) {
        visit(next);
      }
    }
  };
  visit(start);
  return found;
}
