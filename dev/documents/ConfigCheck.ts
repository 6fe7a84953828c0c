import { AppConfig, Config, ConfigReader } from '@backstage/config';
import {
  ConfigSchema,
  ConfigSources,
  FileConfigSource,
  loadConfigSchema,
} from '@backstage/config-loader';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostConfig, readProviderConfigs } from '../../src/config';
import { root } from './root';

type JsonObject = AppConfig['data'];

/** Reads YAML as a backend does, and throws unless it is valid. */
export class ConfigCheck {
  readonly #schema: ConfigSchema;
  readonly #folder = mkdtempSync(join(tmpdir(), 'documents-'));

  private constructor(schema: ConfigSchema) {
    this.#schema = schema;
  }

  /** Takes config.d.ts, and what it adds to. */
  static async create(): Promise<ConfigCheck> {
    return new ConfigCheck(
      await loadConfigSchema({
        dependencies: [
          '@backstage/integration',
          '@backstage/plugin-catalog-backend',
        ],
        packagePaths: [join(root, 'package.json')],
        excludePackageDependencies: true,
      }),
    );
  }

  /** Throws too where this module would warn, and where it is for no host. */
  async readValid(yaml: string): Promise<Config> {
    const config = await this.#read(yaml);
    const data = config.get<JsonObject>();
    this.#schema.process([{ context: 'app-config.yaml', data }]);

    const complete = new ConfigReader({
      integrations: config.has('integrations')
        ? data.integrations
        : { bitbucketServer: [{ host: 'bitbucket.example.com' }] },
      catalog: config.has('catalog.providers')
        ? data.catalog
        : { providers: { bitbucketServer: { all: {} } } },
    });
    const logger = {
      warn: (message: string) => {
        throw new Error(message);
      },
    };
    // The files that a document names are not there.
    const withoutFiles = new ConfigReader(
      JSON.parse(JSON.stringify(complete.get()), (name, value) =>
        name === 'tls' ? undefined : value,
      ),
    );
    const hosts = readProviderConfigs(complete, { logger }).map(({ host }) =>
      readHostConfig(withoutFiles, host),
    );
    if (hosts.length === 0) {
      throw new Error('There is no provider');
    }
    return config;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** As a backend reads it, but that every variable stands for its name. */
  async #read(yaml: string): Promise<Config> {
    const path = join(this.#folder, 'app-config.yaml');
    writeFileSync(path, yaml);
    const config = await ConfigSources.toConfig(
      FileConfigSource.create({
        path,
        watch: false,
        substitutionFunc: async name => name,
      }),
    );
    config.close();
    return config;
  }
}
