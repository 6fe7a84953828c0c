import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { InputError } from '@backstage/errors';
import { Command } from 'commander';
import { ProviderConfig, readProviderConfigs } from '../config';

const ROOT_KEY = 'catalog.providers.bitbucketServer';

/**
 * Loads configuration as a Backstage backend does: environment variables and
 * includes resolved, later files over earlier ones, `app-config.yaml` and
 * `app-config.local.yaml` where no file is named.
 */
export async function loadConfig(files: readonly string[]): Promise<Config> {
  try {
    const config = await ConfigSources.toConfig(
      ConfigSources.default({
        argv: files.map(file => `--config=${file}`),
        watch: false,
      }),
    );
    config.close();
    return config;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The lines behind the first one quote the file, and a secret in it.
    const [line = ''] = reason.split('\n');
    throw new InputError(
      `The configuration cannot be read: ${line.replace(/:$/, '')}`,
    );
  }
}

export interface ConfigOptions {
  /** Those of Backstage where there is none. */
  readonly config?: string[];
  /** All of them where none is named. */
  readonly provider?: string;
}

/** Adds the options that say which configuration is meant, and what of it. */
export function addConfigOptions(command: Command): Command {
  return command
    .option(
      '--config <file>',
      'configuration to read, as by Backstage; may be given several times (default: app-config.yaml and app-config.local.yaml)',
      (file: string, files: string[] = []) => [...files, file],
    )
    .option('--provider <id>', 'one provider alone (default: all)');
}

/** Reads all providers, and which are meant. Throws as a backend does, and for none. */
export function readChosenProviders(
  config: Config,
  options: { providerId?: string; logger: LoggerService },
): { all: ProviderConfig[]; chosen: ProviderConfig[] } {
  const { providerId, logger } = options;
  const all = readProviderConfigs(config, { logger });
  if (all.length === 0) {
    throw new InputError(
      `${ROOT_KEY} holds no provider; add one, such as ${ROOT_KEY}.default.host`,
    );
  }
  const chosen = all.filter(
    ({ id }) => providerId === undefined || id === providerId,
  );
  if (chosen.length === 0) {
    const ids = all.map(({ id }) => id).join(', ');
    throw new InputError(
      `${ROOT_KEY} has no provider '${providerId}' (there: ${ids})`,
    );
  }
  return { all, chosen };
}
