import {
  askSecret,
  type CommandProcess,
  EXIT_CODES,
  loadConfig,
  ProgressBar,
  StreamLogger,
  toPrintable,
  unlessInterrupted,
} from '../terminal';
import { describeSetup, LEVEL_NOUNS } from './describeSetup';
import { readAdminTokens } from './readAdminTokens';
import { readSetup } from './readSetup';
import { setUpHost, SetUpHostOptions } from './setUpHost';
import { isWell } from './toResultWord';
import { toSetupDocument } from './toSetupDocument';
import { SetupArguments, SetupHost, SetupResult, WantedWebhook } from './types';

/**
 * Looks at the webhooks of all servers that are meant, makes them what they
 * are to be where that is asked for, writes what came out, and gives the exit
 * code: 0 where all is well, 1 where anything is not, 2 for a configuration
 * that cannot be used, 130 where it was interrupted.
 */
export async function setUpWebhooks(
  given: SetupArguments,
  options: CommandProcess,
): Promise<number> {
  const { stderr, interruption } = options;
  const { signal } = interruption;
  return unlessInterrupted(
    async () => {
      let setup: Setup;
      try {
        setup = await prepare(given, options);
      } catch (error) {
        signal.throwIfAborted();
        stderr.write(`${error instanceof Error ? error.message : error}\n`);
        return EXIT_CODES.badConfiguration;
      }
      const results = await setUpAll(setup, { ...options, given });
      if (signal.aborted) {
        return EXIT_CODES.interrupted;
      }
      return results.every(
        ({ rows, errors }) => errors.length === 0 && rows.every(isWell),
      )
        ? EXIT_CODES.done
        : EXIT_CODES.failed;
    },
    { stderr, signal },
  );
}

interface Setup {
  readonly hosts: readonly SetupHost[];
  readonly wanted: WantedWebhook;
  /** By host. */
  readonly tokens: ReadonlyMap<string, string>;
}

async function prepare(
  given: SetupArguments,
  options: CommandProcess,
): Promise<Setup> {
  const { stdin, stderr, env, interruption } = options;
  const logger = new StreamLogger({ stream: stderr });
  const config = await loadConfig(given.configFiles);
  const { hosts, wanted } = readSetup(config, { given, logger });
  const isTerminal = stdin.isTTY && stderr.isTTY;
  const tokens = await readAdminTokens(
    hosts.map(({ host }) => host.hostConfig.host),
    {
      env,
      ask: isTerminal
        ? question =>
            askSecret(question, {
              input: stdin,
              output: stderr,
              signal: interruption.signal,
              onInterrupt: () => interruption.abort(),
            })
        : undefined,
    },
  );
  return { hosts, wanted, tokens };
}

/** Text is written server by server, JSON at the end. */
async function setUpAll(
  { hosts, wanted, tokens }: Setup,
  options: CommandProcess & { given: SetupArguments },
): Promise<SetupResult[]> {
  const { given, stdout, stderr, interruption } = options;
  const results: SetupResult[] = [];
  for (const each of hosts) {
    const { host } = each.host.hostConfig;
    const result = await setUpWithBar(each, {
      ...given,
      wanted,
      token: tokens.get(host) ?? '',
      signal: interruption.signal,
      stderr,
    });
    if (given.format === 'text') {
      const text = toPrintable(describeSetup(result, given));
      stdout.write(`${results.length > 0 ? '\n' : ''}${text}`);
    }
    result.errors.forEach(line =>
      stderr.write(`${host}: ${toPrintable(line)}\n`),
    );
    results.push(result);
  }
  if (given.format === 'json') {
    const document = toSetupDocument(results, given);
    stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  return results;
}

async function setUpWithBar(
  host: SetupHost,
  options: Omit<SetUpHostOptions, 'onProgress'> &
    Pick<CommandProcess, 'stderr'> &
    Pick<SetupArguments, 'format' | 'level'>,
): Promise<SetupResult> {
  const { stderr, format, level } = options;
  const bar =
    stderr.isTTY && format === 'text'
      ? new ProgressBar({
          stream: stderr,
          title: host.host.hostConfig.host,
          counts: `{value} of {total} ${LEVEL_NOUNS[level]}`,
        })
      : undefined;
  try {
    return await setUpHost(host, {
      ...options,
      onProgress: progress => bar?.update(progress),
    });
  } finally {
    bar?.stop();
  }
}
