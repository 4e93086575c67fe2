/** A real server with a company of its own in a temporary folder; it can be killed and started again. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, built, environment } from './places.js';
import { until } from './until.js';

export const issuer = 'https://id.nordhafen.example';

export interface PersonRow {
  subject: string;
  name: string;
  roles: string;
  skills?: string;
  languages?: string;
}

const skills = `code,label,description
S1,communication and collaboration,Working with others
S1.1,negotiating,Reaching an agreement that both sides can live with
S1.4,advising and consulting,Giving advice
S5.6,using digital tools,Spreadsheets and friends
`;

export interface Company {
  /** Pages that may connect and embed. */
  origins?: readonly string[];
  /** Else it makes one. */
  secretFile?: string;
}

export class CourtsideServer {
  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'courtside-web-'));
  port = 0;

  private constructor(private readonly flags: readonly string[]) {}

  static async start(people: readonly PersonRow[], flags: readonly string[] = [], company: Company = {}): Promise<CourtsideServer> {
    const server = new CourtsideServer(flags);
    const secret = company.secretFile ? ['--secret-file', company.secretFile] : ['--secret-output', join(server.folder, 'secret')];
    const origins = (company.origins ?? []).flatMap((origin) => ['--origin', origin]);
    server.run('tenant', 'add', '--name', 'Nordhafen Logistik', '--issuer', issuer, ...secret, ...origins);
    const rows = people.map(({ subject, name, roles, skills: levels = '', languages = 'en' }) =>
      [subject, name, roles, levels, languages, 'Europe/Berlin', '', ''].join(','),
    );
    server.importFile('skill', 'skills.csv', skills);
    server.importFile('person', 'people.csv', `subject,name,roles,skills,languages,time_zone,manager,unit\n${rows.join('\n')}\n`);
    await server.begin();
    return server;
  }

  /** Starts it on the port that it had before, if it had one. */
  async begin(): Promise<void> {
    const portFile = join(this.folder, 'port');
    rmSync(portFile, { force: true });
    const process_ = spawn(
      binary,
      ['serve', '--data', this.data, '--port', String(this.port), '--port-file', portFile, '--web-root', built, '--log-level', 'warning', ...this.flags],
      { stdio: ['ignore', 'ignore', 'inherit'], env: environment },
    );
    this.process = process_;
    await until('the server listens', () => {
      if (process_.exitCode !== null) throw new Error(`The server ended with code ${process_.exitCode}.`);
      return existsSync(portFile) && readFileSync(portFile, 'utf8').trim() !== '';
    });
    this.port = Number(readFileSync(portFile, 'utf8'));
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  token(subject: string, minutes = 60): string {
    return this.run('token', 'mint', '--tenant', issuer, '--person', subject, '--minutes', String(minutes)).trim();
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private run(...words: string[]): string {
    return execFileSync(binary, [...words, '--data', this.data], { encoding: 'utf8', env: environment });
  }

  private importFile(what: string, name: string, content: string): void {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    this.run(what, 'import', '--tenant', issuer, path);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const process_ = this.process;
    this.process = undefined;
    if (!process_ || process_.exitCode !== null || process_.signalCode !== null) return;
    const gone = once(process_, 'exit');
    process_.kill(signal);
    await gone;
  }
}
