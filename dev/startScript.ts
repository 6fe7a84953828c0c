import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A script of this folder that runs as a process of its own.
 */
export interface StartedScript {
  /** All that it has written so far, to either stream. */
  output(): string;
  /**
   * Gives the exit code, or the signal that ended it, once nothing is left
   * that writes to its streams.
   */
  readonly ended: Promise<number | string>;
  /** Sends a signal, SIGTERM when left out, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | string>;
}

/**
 * Starts a script of this folder as `npm start` would start it.
 *
 * @remarks
 * Whoever stops it hears of a secret that it has written anywhere: `ended`
 * and `stop` then throw.
 */
export function startScript(
  script: 'index.ts' | 'backendProcess.ts',
  options: {
    env: Record<string, string>;
    secrets: readonly string[];
    /** Puts a shell in between, as npm does; signals reach that alone. */
    inShell?: true;
  },
): StartedScript {
  const { secrets, inShell } = options;
  const command = [
    process.execPath,
    '--import',
    pathToFileURL(require.resolve('tsx')).href,
    path.join(__dirname, script),
  ] as const;
  const [file, ...args] = inShell
    ? (['sh', '-c', '"$0" "$@"; exit', ...command] as const)
    : command;
  const child = spawn(file, args, {
    env: toEnvironment(options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const append = (chunk: string) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      // The output is not repeated: it would hold the secret.
      if (secrets.some(secret => toForms(secret).some(isIn(output)))) {
        reject(new Error(`${script} has written a secret to its output`));
      }
      resolve(code ?? signal ?? 'unknown');
    });
  });
  // Whoever awaits it hears of the error; it is no crash without a waiter.
  ended.catch(() => {});
  return {
    output: () => output,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** What a script sees of the environment: nothing that changes what it does. */
function toEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(BITBUCKET_|BACKEND_PORT$|PORT$|DEMO_|LOG_LEVEL$|NODE_ENV$|JEST_)/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(inherited),
    npm_lifecycle_event: 'start',
    ...env,
  };
}

function isIn(text: string): (part: string) => boolean {
  return part => text.includes(part);
}

/** A secret as it is, and as a header or an address would hold it. */
function toForms(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}
