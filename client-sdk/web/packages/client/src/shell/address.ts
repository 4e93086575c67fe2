/** The address of the server's WebSocket. Throws a TypeError where it can't be one. */
export function addressOf(url: string | URL): string {
  const base = typeof location === 'undefined' ? undefined : location.href;
  const address = new URL(url, base);
  const scheme = { 'http:': 'ws:', 'https:': 'wss:', 'ws:': 'ws:', 'wss:': 'wss:' }[address.protocol];
  if (scheme === undefined) {
    throw new TypeError(`Courtside's address must begin with https://, http://, wss:// or ws://, not ${address.protocol}`);
  }
  address.protocol = scheme;
  address.hash = '';
  if (address.pathname === '/') {
    address.pathname = '/v1/connect';
  }
  return address.href;
}
