/**
 * Reads a message's plain text as blocks and spans. Nothing of it ever becomes markup: the result is data, which a
 * template puts into text nodes and checked addresses.
 */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block = { kind: 'lines'; spans: Span[] } | { kind: 'code'; text: string };

/** Blocks between ``` fences are code, the rest are lines. A fence that is never closed holds to the end. */
export function linesOf(text: string): Block[] {
  const blocks: Block[] = [];
  const pieces = text.split(/(?:^|\n)[ \t]*```[^\n`]*(?:\n|$)/);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) blocks.push({ kind: 'code', text: piece });
    else if (piece.trim() !== '') blocks.push({ kind: 'lines', spans: spansOf(piece.replace(/^\n+|\s+$/g, '')) });
  });
  return blocks;
}

// Addresses are bounded, so that no text makes the search slow.
const pattern = /`([^`\n]{1,2000})`|\bhttps?:\/\/[^\s<>"'`]{1,2000}/g;

export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const code = match[1];
    const found = code === undefined ? withoutTrailing(match[0]) : match[0];
    const href = code === undefined ? webAddress(found) : undefined;
    if (code === undefined && href === undefined) continue;
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
    spans.push(href === undefined ? { kind: 'code', text: code ?? '' } : { kind: 'link', text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}

/** The sentence's own punctuation is not part of an address; a bracket is only where it was opened in it. */
function withoutTrailing(address: string): string {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const opened = last === ')' && address.slice(0, end).split('(').length === address.slice(0, end).split(')').length;
    if (opened || !/[.,;:!?)\]}]/.test(last)) return address.slice(0, end);
    end -= 1;
  }
}

/** Only the web's own addresses, without a name and password before the host, which mislead about where they go. */
function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    const plain = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return plain ? url.href : undefined;
  } catch {
    return undefined;
  }
}
