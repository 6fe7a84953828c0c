const { spawn } = require('node:child_process');

const running = new Set();

const npmOwn = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/;

/** The environment without what `npm run` adds about this package. */
function plainEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !npmOwn.test(name)),
  );
}

/** Starts a process in a group of its own; `output` grows as it speaks. */
function start(command, args, { cwd, env = plainEnvironment() }) {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = { child, output: '' };
  const append = chunk => {
    started.output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  started.ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  }).finally(() => running.delete(started));
  // Whoever awaits `ended` sees the error; without a waiter it is no crash.
  started.ended.catch(() => {});
  running.add(started);
  return started;
}

/** Runs a process to its end and gives its output, or throws with it. */
async function run(command, args, options) {
  const started = start(command, args, options);
  const result = await started.ended;
  if (result !== 0) {
    throw new Error(
      `${command} ${args[0]} ended with ${result}\n${started.output}`,
    );
  }
  return started.output;
}

function signalGroup({ child }, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

/** Ends every process that was started here, politely first. */
async function stopAll() {
  const all = [...running];
  all.forEach(started => signalGroup(started, 'SIGTERM'));
  const timer = setTimeout(
    () => all.forEach(started => signalGroup(started, 'SIGKILL')),
    10_000,
  );
  await Promise.allSettled(all.map(({ ended }) => ended));
  clearTimeout(timer);
}

module.exports = { run, start, stopAll };
