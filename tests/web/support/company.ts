/** The demo company as a learner meets it: Courtside, and the intranet that embeds the widget under a strict policy. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CourtsideServer } from './courtside_server.js';
import { Front } from './front.js';
import { intranet } from './places.js';
import { until } from './until.js';

const people = [
  { subject: 'lena.fischer', name: 'Lena Fischer', roles: 'learner', languages: 'en de' },
  { subject: 'ahmed.haddad', name: 'Ahmed Haddad', roles: 'learner', languages: 'en de' },
  { subject: 'grace.oconnor', name: 'Grace O’Connor', roles: 'coach', skills: 'S1.1:5;S1.4:5', languages: 'en' },
  { subject: 'tomas.garcia', name: 'Tomás García', roles: 'coach', skills: 'S1.1:4', languages: 'en es' },
];

export class Company {
  private constructor(
    private readonly folder: string,
    readonly server: CourtsideServer,
    readonly front: Front,
    private readonly process: ChildProcess,
    readonly intranet: string,
  ) {}

  static async start(flags: readonly string[] = []): Promise<Company> {
    const folder = mkdtempSync(join(tmpdir(), 'courtside-company-'));
    const secretFile = join(folder, 'secret');
    const peopleFile = join(folder, 'people.csv');
    const portFile = join(folder, 'port');
    writeFileSync(secretFile, 'a secret of the demo company, long enough to sign with');
    const rows = people.map(({ subject, name, roles, languages }) => `${subject},${name},${roles},,${languages},Europe/Berlin,,Operations`);
    writeFileSync(peopleFile, `subject,name,roles,skills,languages,time_zone,manager,unit\n${rows.join('\n')}\n`);
    let port = 0;
    const front = await Front.start(() => port);
    const process_ = spawn(
      process.execPath,
      [intranet, '--courtside', front.origin, '--secret-file', secretFile, '--people', peopleFile, '--port-file', portFile],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    try {
      await until('the intranet listens', () => existsSync(portFile) && readFileSync(portFile, 'utf8').endsWith('\n'));
      const origin = `http://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}`;
      const server = await CourtsideServer.start(people, flags, { origins: [origin], secretFile });
      port = server.port;
      return new Company(folder, server, front, process_, origin);
    } catch (error) {
      process_.kill('SIGTERM');
      await front.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
    await this.front.stop();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
