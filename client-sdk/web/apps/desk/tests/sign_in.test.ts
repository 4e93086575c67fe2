import { UnauthorisedError } from '@courtside/client';
import { describe, expect, it } from 'vitest';
import { readFragment, safeAddress, SignIn, storageOrNone, tokenEndsMs, type SignInPorts } from '../src/sign_in.js';

const now = Date.UTC(2026, 4, 4, 10, 0, 0);

function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

const lasting = token({ exp: now / 1000 + 3600 });
const ended = token({ exp: now / 1000 - 1 });

class Page implements SignInPorts {
  hash = '';
  addresses: string[] = [];
  clockMs = now;
  kept = new Map<string, string>();
  storage: SignInPorts['storage'] = {
    getItem: (key) => this.kept.get(key) ?? null,
    setItem: (key, value) => void this.kept.set(key, value),
    removeItem: (key) => void this.kept.delete(key),
  };

  clearHash(): void {
    this.hash = '';
  }
  goTo(address: string): void {
    this.addresses.push(address);
  }
  now(): number {
    return this.clockMs;
  }
  open(hash = ''): SignIn {
    this.hash = hash;
    return new SignIn(this);
  }
}

const link = (signed: string, signin = 'https://id.example.com/desk') =>
  `#token=${signed}&signin=${encodeURIComponent(signin)}`;
const request = (fresh = false) => ({ fresh, signal: new AbortController().signal });

describe('the fragment of the link', () => {
  it('carries the token and the address to sign in at', () => {
    expect(readFragment(link(lasting))).toEqual({ token: lasting, signin: 'https://id.example.com/desk' });
  });

  it.each(['', '#', '#token=', '#token=nonsense', '#signin=https://id.example.com/', `#token=${'a'.repeat(20_000)}.b.c`])(
    'is nothing where there is no token in it: %s',
    (hash) => expect(readFragment(hash)).toBeUndefined(),
  );

  it.each(['http://id.example.com/', 'javascript:alert(1)', 'data:text/html,x', '//id.example.com', 'https://a:b@id.example.com/'])(
    'never names %s as the address to sign in at',
    (address) => expect(safeAddress(address)).toBe(''),
  );

  it.each(['http://127.0.0.1:8090/desk', 'http://localhost:8090/', 'http://[::1]:1/', 'https://id.example.com/a?b=c'])(
    'may name %s',
    (address) => expect(safeAddress(address)).toBe(new URL(address).href),
  );

  it('does not take a company for this machine by the beginning of its name', () => {
    expect(safeAddress('http://127.0.0.1.example.com/')).toBe('');
    expect(safeAddress('http://localhost.example.com/')).toBe('');
  });
});

describe('signing in', () => {
  it('takes the fragment out of the address at once', () => {
    const page = new Page();
    page.open(link(lasting));
    expect(page.hash).toBe('');
  });

  it('gives the token to the client, also after a reload', async () => {
    const page = new Page();
    expect(await page.open(link(lasting)).getToken(request())).toBe(lasting);
    expect(await page.open().getToken(request())).toBe(lasting);
  });

  it('works with storage that is blocked', async () => {
    const page = new Page();
    page.storage = undefined;
    expect(await page.open(link(lasting)).getToken(request())).toBe(lasting);
    expect(page.open().possible).toBe(false);
  });

  it('works with storage that throws', async () => {
    const page = new Page();
    const full = () => {
      throw new Error('full');
    };
    page.storage = { getItem: full, setItem: full, removeItem: full };
    expect(await page.open(link(lasting)).getToken(request())).toBe(lasting);
  });

  it('remembers the address only once the server has taken the token', () => {
    const page = new Page();
    const signIn = page.open(link(lasting));
    expect([...page.kept.values()].join()).not.toContain('id.example.com');
    signIn.accepted();
    expect([...page.kept.values()]).toContain('https://id.example.com/desk');
  });

  it('never goes to an address that came with a token the server did not take', () => {
    const page = new Page();
    const signIn = page.open(link(lasting, 'https://elsewhere.example.net/'));
    expect(() => signIn.getToken(request(true))).toThrow(UnauthorisedError);
    expect(page.addresses).toEqual([]);
  });

  it('goes to sign in when the token has ended', () => {
    const page = new Page();
    page.open(link(lasting)).accepted();
    page.clockMs += 3_600_000;
    void page.open().getToken(request());
    expect(page.addresses).toEqual(['https://id.example.com/desk']);
  });

  it('does not go while an offer waits, as long as the token holds', async () => {
    const page = new Page();
    const soon = token({ exp: now / 1000 + 30 });
    page.open(link(lasting)).accepted();
    const signIn = page.open(link(soon));
    signIn.urgent = () => true;
    expect(await signIn.getToken(request())).toBe(soon);
    signIn.urgent = () => false;
    void signIn.getToken(request());
    expect(page.addresses).toHaveLength(1);
  });

  it('goes once, however often a token is asked for', () => {
    const page = new Page();
    const signIn = page.open(link(lasting));
    signIn.accepted();
    void signIn.getToken(request(true));
    void signIn.getToken(request(true));
    expect(page.addresses).toHaveLength(1);
  });

  it('does not go round in circles when the fresh token is refused too', () => {
    const page = new Page();
    const signIn = page.open(link(lasting));
    signIn.accepted();
    void signIn.getToken(request(true));
    page.clockMs += 3_000;
    const back = page.open(link(token({ exp: now / 1000 + 7200 })));
    expect(() => back.getToken(request(true))).toThrow(UnauthorisedError);
    expect(page.addresses).toHaveLength(1);
  });

  it('serves a token to its end where there is no address to renew it at', async () => {
    const page = new Page();
    const soon = token({ exp: now / 1000 + 10 });
    expect(await page.open(`#token=${soon}`).getToken(request())).toBe(soon);
  });

  it('is not possible without a token and without an address', () => {
    expect(new Page().open().possible).toBe(false);
  });

  it('refuses an ended token that came without an address', () => {
    expect(() => new Page().open(`#token=${ended}`).getToken(request())).toThrow(UnauthorisedError);
  });
});

describe('a token', () => {
  it('says when it ends', () => expect(tokenEndsMs(token({ exp: 1_800_000_000 }))).toBe(1_800_000_000_000));

  it.each(['', 'a.b.c', token({}), token({ exp: 'soon' }), 'a'])('that does not say so ends at 0: %s', (text) =>
    expect(tokenEndsMs(text)).toBe(0),
  );
});

describe('the page’s storage', () => {
  it('is none where the browser throws at the mention of it', () => {
    expect(
      storageOrNone(() => {
        throw new Error('denied');
      }),
    ).toBeUndefined();
  });
});
