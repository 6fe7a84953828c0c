import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { pollUntil } from '../pollUntil';
import { takePort } from '../takePort';
import { LOOPBACK } from '../toDemoConfig';
import { createCluster } from './createCluster';

/** Nothing in it has to outlive a crash; backends hold many connections. */
const SETTINGS = ['fsync=off', 'max_connections=200'];

const run = promisify(execFile);

/**
 * A PostgreSQL server that leaves nothing behind once it is stopped.
 */
export interface ThrowawayPostgres {
  /** Leads to it, with its password. */
  readonly connectionString: string;
  /** Ends it and deletes all that it held. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server on a free port of the loopback address, and waits
 * until it is ready.
 */
export async function startPostgres(options: {
  /** The folder that holds `initdb`, `postgres` and `pg_isready`. */
  programs: string;
}): Promise<ThrowawayPostgres> {
  const { programs } = options;
  const cluster = await createCluster({ programs });
  const { folder, data, user, password, owner } = cluster;
  const port = await takePort(0, { host: LOOPBACK });
  const address = ['-h', LOOPBACK, '-p', String(port)];
  const settings = SETTINGS.flatMap(setting => ['-c', setting]);
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-k', folder, ...address, ...settings],
    { cwd: folder, ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const ended = new Promise<void>(resolve => {
    server.once('error', () => resolve());
    server.once('exit', () => resolve());
  });
  const stop = async () => {
    // Ends connections that are open; SIGTERM would wait for them.
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true });
  };
  try {
    await pollUntil('PostgreSQL is ready', {
      ask: () => run(path.join(programs, 'pg_isready'), address),
    });
  } catch (cause) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${output}`, { cause });
  }
  return {
    connectionString: `postgresql://${user}:${password}@${LOOPBACK}:${port}/postgres`,
    stop,
  };
}
