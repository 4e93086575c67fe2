/** Where things are that the tests of the web pages use. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The server under test. */
export const binary = process.env['COURTSIDE_BINARY'] ?? resolve(root, 'build/dev/bin/courtside');
/** What the workspace has built. */
export const built = resolve(root, 'client-sdk/web/dist');
/** Signing tokens in several languages. */
export const examples = resolve(root, 'client-sdk/token-endpoint');
/** The demo company's own web server. */
export const intranet = resolve(root, 'client-sdk/web/apps/intranet-demo/server.js');
export const screenshots = resolve(root, 'build/web/screenshots');
export const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const axe = resolve(root, 'client-sdk/web/node_modules/axe-core/axe.min.js');
