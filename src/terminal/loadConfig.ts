import { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { InputError } from '@backstage/errors';

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
