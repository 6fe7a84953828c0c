import { spawn, type ChildProcess } from 'node:child_process';

/** A process in a group of its own. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** All that it has written so far, to either stream. */
  output: string;
  /** Gives the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

interface ProcessOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

const running = new Set<StartedProcess>();

const npmOwn = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/;

/** The environment without what `npm run` adds about this package. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !npmOwn.test(name)),
  );
}

/** Starts a process; `output` grows as it speaks. */
export function start(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, env = plainEnvironment() }: ProcessOptions,
): StartedProcess {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  const started: StartedProcess = { child, output: '', ended };
  const append = (chunk: string) => {
    started.output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  running.add(started);
  const forget = () => running.delete(started);
  // Whoever awaits `ended` sees the error; without a waiter it is no crash.
  ended.then(forget, forget);
  return started;
}

/** Runs a process to its end and gives its output, or throws with it. */
export async function run(
  command: readonly [string, ...string[]],
  options: ProcessOptions,
): Promise<string> {
  const started = start(command, options);
  const result = await started.ended;
  if (result !== 0) {
    const [file, first] = command;
    throw new Error(`${file} ${first} ended with ${result}\n${started.output}`);
  }
  return started.output;
}

function signalGroup({ child }: StartedProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // It is gone already.
  }
}

/** Ends every process that was started here, politely first. */
export async function stopAll(): Promise<void> {
  const all = [...running];
  all.forEach(started => signalGroup(started, 'SIGTERM'));
  const timer = setTimeout(
    () => all.forEach(started => signalGroup(started, 'SIGKILL')),
    10_000,
  );
  await Promise.allSettled(all.map(({ ended }) => ended));
  clearTimeout(timer);
}
