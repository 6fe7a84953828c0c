import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const USER = 'replicas';
/** In whose name root runs a server: PostgreSQL refuses to be run by root. */
const UNPRIVILEGED = 'nobody';

const run = promisify(execFile);

/**
 * The files of a PostgreSQL server that does not run yet.
 */
export interface Cluster {
  /** Holds everything there is of it. */
  readonly folder: string;
  readonly data: string;
  readonly user: string;
  readonly password: string;
  /** Who runs it; whoever starts it where it is left out. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Creates an empty cluster in a folder for temporary ones.
 */
export async function createCluster(options: {
  /** The folder that holds `initdb`. */
  programs: string;
}): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'replicas-postgres-'));
  try {
    const data = path.join(folder, 'data');
    const password = randomUUID();
    const passwordFile = path.join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const owner = process.getuid?.() === 0 ? readUnprivileged() : undefined;
    if (owner) {
      chownSync(folder, owner.uid, owner.gid);
      chownSync(passwordFile, owner.uid, owner.gid);
    }
    await run(
      path.join(options.programs, 'initdb'),
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        '--no-sync',
      ],
      { cwd: folder, ...owner },
    );
    return { folder, data, user: USER, password, owner };
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

function readUnprivileged(): { uid: number; gid: number } {
  const read = (flag: '-u' | '-g') =>
    Number(execFileSync('id', [flag, UNPRIVILEGED], { encoding: 'utf8' }));
  return { uid: read('-u'), gid: read('-g') };
}
