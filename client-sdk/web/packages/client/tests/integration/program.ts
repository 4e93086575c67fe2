import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const issuer = 'https://id.example.com';
const build = fileURLToPath(new URL('../../../../../../build', import.meta.url));

/** What is set for these tests is no setting of a server. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('COURTSIDE_')));

/** COURTSIDE_PROGRAM names the server's program; else the release build's, or the debug build's. */
function program(): string {
  const candidates = [
    process.env.COURTSIDE_PROGRAM ?? join(build, 'release/bin/courtside'),
    join(build, 'dev/bin/courtside'),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (!found) {
    throw new Error(`Build the server first (target courtside): there is no ${candidates.join(' and no ')}.`);
  }
  return found;
}

/** The real server with a company of one learner and one coach, on a free port of this machine. */
export class Program {
  readonly #data = mkdtempSync(join(tmpdir(), 'courtside-web-'));
  #process: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const portFile = join(this.#data, 'port');
    rmSync(portFile, { force: true });
    const child = spawn(
      program(),
      ['serve', '--data', this.#data, '--port', String(this.#port), '--port-file', portFile, '--log-level', 'error'],
      { stdio: ['ignore', 'ignore', 'inherit'], env },
    );
    this.#process = child;
    let hasExited = false;
    this.#exited = new Promise((resolve) =>
      child.once('exit', () => {
        hasExited = true;
        resolve();
      }),
    );
    await until(() => hasExited || (existsSync(portFile) && readFileSync(portFile, 'utf8').trim() !== ''));
    if (hasExited) {
      throw new Error(`The server has ended with ${child.exitCode ?? child.signalCode}.`);
    }
    this.#port = Number(readFileSync(portFile, 'utf8'));
  }

  async addCompany(): Promise<void> {
    const skills = join(this.#data, 'skills.csv');
    writeFileSync(skills, 'code,label,description\nS1,talking,Talking with people\n');
    await this.command('tenant', 'add', '--name', 'Example', '--issuer', issuer, '--secret-output', join(this.#data, 's'));
    await this.command('skill', 'import', '--tenant', issuer, skills);
  }

  async token(person: string, ...claims: string[]): Promise<string> {
    return (await this.command('token', 'mint', '--tenant', issuer, '--person', person, ...claims)).trim();
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#process?.kill(signal);
    await this.#exited;
  }

  async remove(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.#data, { recursive: true, force: true });
  }

  private async command(...words: string[]): Promise<string> {
    return (await run(program(), [...words, '--data', this.#data], { env })).stdout;
  }
}

/** Looks again and again; the test's own time limit ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
