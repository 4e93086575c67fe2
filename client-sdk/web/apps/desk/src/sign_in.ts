/**
 * How a coach gets to the desk and stays signed in: the company's intranet links to `/desk/#token=…&signin=…`.
 * The fragment never reaches a server and is taken out of the address at once. When the token ends, the desk goes
 * to the sign-in address, which sends the coach back with a fresh one.
 */
import { UnauthorisedError, type TokenRequest } from '@courtside/client';

export interface Fragment {
  token: string;
  /** Where to go for a fresh token; empty where none was given, or none that may be used. */
  signin: string;
}

const longestToken = 16 * 1024;
const longestAddress = 2 * 1024;

/** What the intranet's link carries; undefined where there is no token in it. */
export function readFragment(hash: string): Fragment | undefined {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const token = fields.get('token') ?? '';
  if (token === '' || token.length > longestToken || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  return { token, signin: safeAddress(fields.get('signin') ?? '') };
}

/** The address itself where it is https, or http on this machine; else empty. */
export function safeAddress(address: string): string {
  if (address === '' || address.length > longestAddress) return '';
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return '';
  }
  if (url.username !== '' || url.password !== '') return '';
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url.href : '';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** When the token ends, in milliseconds; 0 where it does not say so. Read for planning only: the server verifies. */
export function tokenEndsMs(token: string): number {
  try {
    const body = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const claims: unknown = JSON.parse(atob(body));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return 0;
    return typeof claims.exp === 'number' && Number.isFinite(claims.exp) ? claims.exp * 1000 : 0;
  } catch {
    return 0;
  }
}

/** The parts of the browser that signing in needs. Storage may be absent: it is blocked in some companies. */
export interface SignInPorts {
  hash: string;
  clearHash(): void;
  goTo(address: string): void;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  now(): number;
}

const keys = { token: 'courtside.desk.token', signin: 'courtside.desk.signin', left: 'courtside.desk.left' };

/** A token that ends so soon is not worth connecting with, where a fresh one can be had. */
const spareMs = 45_000;
/** Who comes back from signing in and is refused again within this time is not sent there once more. */
const roundTripMs = 20_000;

export class SignIn {
  private token = '';
  private signin = '';
  /** Given by this page's own link, and not remembered before the server has taken its token. */
  private unproven = '';
  private leaving = false;
  /** Something waits for the coach that a trip to the sign-in page would lose: it is put off as long as possible. */
  urgent: () => boolean = () => false;

  constructor(private readonly ports: SignInPorts) {
    const fragment = readFragment(ports.hash);
    if (ports.hash !== '') ports.clearHash();
    this.signin = safeAddress(this.read(keys.signin));
    if (fragment) {
      this.token = fragment.token;
      this.unproven = fragment.signin;
      this.write(keys.token, fragment.token);
    } else {
      this.token = this.read(keys.token);
    }
  }

  /** Whether there is anything to sign in with. Without it the desk says where to open it from. */
  get possible(): boolean {
    return this.token !== '' || this.signin !== '';
  }

  /** The client's token source. Where only the sign-in page can help, it leaves this page. */
  readonly getToken = (request: TokenRequest): string | Promise<string> => {
    if (this.token !== '' && !request.fresh && !this.endsSoon()) return this.token;
    if (!this.leave()) throw new UnauthorisedError('There is no address to sign in at.');
    // This page is going away; a rejection would only make the client try again meanwhile.
    return new Promise(() => undefined);
  };

  /** The server took the token: its sign-in address is the company's. */
  accepted(): void {
    if (this.unproven !== '') {
      this.signin = this.unproven;
      this.unproven = '';
      this.write(keys.signin, this.signin);
    }
    this.write(keys.left, '');
  }

  /** Forgets the token of this tab. */
  forget(): void {
    this.token = '';
    this.write(keys.token, '');
  }

  /** Goes to the sign-in address. False where there is none, or where it has just been tried in vain. */
  leave(): boolean {
    if (this.leaving) return true;
    const left = Number(this.read(keys.left));
    if (this.signin === '' || this.ports.now() - left < roundTripMs) return false;
    this.leaving = true;
    this.forget();
    this.write(keys.left, String(this.ports.now()));
    this.ports.goTo(this.signin);
    return true;
  }

  private endsSoon(): boolean {
    const ends = tokenEndsMs(this.token);
    if (ends === 0) return false;
    // Without an address to renew it at, the token serves to its end.
    const spare = this.signin === '' || this.urgent() ? 0 : spareMs;
    return ends - spare <= this.ports.now();
  }

  private read(key: string): string {
    try {
      return this.ports.storage?.getItem(key) ?? '';
    } catch {
      return '';
    }
  }

  private write(key: string, value: string): void {
    try {
      if (value === '') this.ports.storage?.removeItem(key);
      else this.ports.storage?.setItem(key, value);
    } catch {
      // Full or blocked: what is in memory serves until the page is closed.
    }
  }
}

/** This page's session storage, where the browser lets a page have one. */
export function storageOrNone(of: () => Storage): Storage | undefined {
  try {
    const storage = of();
    const probe = 'courtside.desk.probe';
    storage.setItem(probe, probe);
    storage.removeItem(probe);
    return storage;
  } catch {
    return undefined;
  }
}
