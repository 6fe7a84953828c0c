import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What a command has written by its end, and its exit code.
 */
export interface CommandResult {
  stdout: string;
  stderr: string;
  code: number | null;
}

/**
 * Starts the command of this package as a process of its own, as the published
 * one is, but without a build.
 */
export function startCommand(
  args: readonly string[],
  options: { cwd: string; env: Record<string, string | undefined> },
): { child: ChildProcess; ended: Promise<CommandResult> } {
  const { cwd, env } = options;
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      path.join(__dirname, '..', 'preview.ts'),
      ...args,
    ],
    {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', chunk => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', chunk => {
    output.stderr += chunk;
  });
  const ended = new Promise<CommandResult>(resolve => {
    child.once('close', code => resolve({ ...output, code }));
  });
  return { child, ended };
}
