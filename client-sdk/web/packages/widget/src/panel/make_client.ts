import { Client, type CourtsideClient } from '@courtside/client';
import type { Setup } from '../link.js';
import type { Host } from './host.js';

/** How the panel gets its connection; replaced in tests. */
export type MakeClient = (host: Host, server: string, setup: Setup) => CourtsideClient;

export const makeClient: MakeClient = (host, server, { person }) =>
  new Client({
    url: server,
    getToken: (request) => host.getToken(request),
    clientName: 'courtside-widget',
    ...(person ? { person } : {}),
  });
