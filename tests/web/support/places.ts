/** Where things are that the tests of the web pages use. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const release = resolve(root, 'build/release/bin/courtside');
/** The server under test: COURTSIDE_PROGRAM names it; else the release build's, or the debug build's. */
export const binary = process.env['COURTSIDE_PROGRAM'] ?? (existsSync(release) ? release : resolve(root, 'build/dev/bin/courtside'));
/** For the server's processes: what is set for these tests is no setting of it. */
export const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('COURTSIDE_')));
/** What the workspace has built. */
export const built = resolve(root, 'client-sdk/web/dist');
/** Signing tokens in several languages. */
export const examples = resolve(root, 'client-sdk/token-endpoint');
/** The demo company's own web server. */
export const intranet = resolve(root, 'client-sdk/web/apps/intranet-demo/server.js');
export const screenshots = resolve(root, 'build/web/screenshots');
export const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const axe = resolve(root, 'client-sdk/web/node_modules/axe-core/axe.min.js');
