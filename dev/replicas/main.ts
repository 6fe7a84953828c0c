import { spawn } from 'node:child_process';
import path from 'node:path';
import { endWithParent } from '../endWithParent';
import { findPostgres } from './findPostgres';
import { POSTGRES_VARIABLE } from './postgresVariable';
import { startPostgres } from './startPostgres';

/** Runs the tests, and gives their exit code. */
async function runTests(connectionString: string): Promise<number> {
  const jest = spawn(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--selectProjects=replicas',
      '--runInBand',
      ...process.argv.slice(2),
    ],
    {
      cwd: path.join(__dirname, '../..'),
      env: { ...process.env, [POSTGRES_VARIABLE]: connectionString },
      stdio: 'inherit',
    },
  );
  const end = () => jest.kill('SIGTERM');
  process.once('SIGINT', end).once('SIGTERM', end);
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', code => resolve(code ?? 1));
  });
}

/**
 * Runs the tests of several backends on the PostgreSQL server that the
 * environment names, or else on one that is started for them.
 */
async function main(): Promise<void> {
  endWithParent();
  const given = process.env[POSTGRES_VARIABLE];
  if (given) {
    process.exitCode = await runTests(given);
    return;
  }
  const programs = findPostgres({ env: process.env });
  if (!programs) {
    process.stdout.write(
      `Skipped the tests of several replicas: this machine has no PostgreSQL server. Install one, such as Debian's package postgresql, or name one with ${POSTGRES_VARIABLE}\n`,
    );
    return;
  }
  const postgres = await startPostgres({ programs });
  try {
    process.exitCode = await runTests(postgres.connectionString);
  } finally {
    await postgres.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
