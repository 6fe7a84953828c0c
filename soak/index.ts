import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SoakFailure } from './report/SoakFailure';
import { toSummary } from './report/toSummary';
import { runSoak } from './run/runSoak';
import { setUp } from './run/setUp';
import { speedUpTime } from './time/speedUpTime';

/**
 * So many times faster runs the time of the process: a wait of one second
 * takes 20 ms. Nothing in src/ knows of it, see speedUpTime.
 */
const FASTER = 50;
const MAX_SEED = 2 ** 31;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function toWholeNumber(name: string, options: { text: string }): number {
  const number = Number(options.text);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`--${name} is a whole number from 1 on, not ${options.text}`);
  }
  return number;
}

function printFailure(
  failure: SoakFailure,
  options: {
    history: readonly string[];
    logged: readonly string[];
    command: string;
  },
): void {
  const { history, logged, command } = options;
  print('What happened before:');
  history.forEach(line => print(`  ${line}`));
  print('What the provider logged:');
  logged.forEach(line => print(`  ${line}`));
  print(`${failure.message}:`);
  failure.differences.forEach(line => print(`  ${line}`));
  print(`To repeat: ${command}`);
}

/** Soaks, prints one line, and fails where the catalog is not the truth. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sweeps: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(randomInt(1, MAX_SEED)) },
    },
  });
  const sweeps = toWholeNumber('sweeps', { text: values.sweeps });
  const seed = toWholeNumber('seed', { text: values.seed });
  const command = `npm run soak -- --sweeps ${sweeps} --seed ${seed}`;
  print(command);
  const startedAt = process.uptime();
  speedUpTime({ factor: FASTER });
  const stage = await setUp({ seed });
  const { tally, world, mail, database, hashes, history, logger } = stage;
  try {
    const stock = await runSoak(stage, {
      sweeps,
      onQuiet: () =>
        process.stderr.write(`${tally.sweeps} sweeps: the catalog is right\n`),
    });
    const seconds = process.uptime() - startedAt;
    const faults = {
      ...world.faults.counts,
      'refused by the database': database.refused,
      'hashes believed': hashes.believed,
    };
    const webhooks = mail.delivered;
    print(toSummary({ tally, webhooks, faults, seconds, ...stock }));
    await stage.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof SoakFailure)) {
      throw error;
    }
    const lines = { history: history.lines, logged: logger.lines };
    printFailure(error, { ...lines, command });
    return 1;
  }
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
