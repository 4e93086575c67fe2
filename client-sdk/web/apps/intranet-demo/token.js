// Signs a Courtside token for somebody who is signed in on your own site: HS256 with the secret that
// `courtside tenant add` printed. Nothing but Node is needed. Keep the secret on the server.
import { createHmac } from 'node:crypto';

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `key`: {id, secret} of the company; `person`: {subject, name}, as your sign-in knows them. Holds for ten minutes. */
export function signToken({ issuer, audience = 'courtside', key }, { subject, name }) {
  const now = Math.floor(Date.now() / 1000);
  const header = encoded({ alg: 'HS256', typ: 'JWT', ...(key.id ? { kid: key.id } : {}) });
  const claims = encoded({ iss: issuer, sub: subject, aud: audience, iat: now, exp: now + 600, ...(name ? { name } : {}) });
  const signature = createHmac('sha256', key.secret).update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}
