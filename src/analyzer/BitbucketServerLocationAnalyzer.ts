import { AuthService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { AnalyzeLocationExistingEntity } from '@backstage/plugin-catalog-common';
import {
  AnalyzeOptions,
  CatalogService,
  ScmLocationAnalyzer,
} from '@backstage/plugin-catalog-node';
import {
  Host,
  Hosts,
  parseRepositoryAddress,
  RepositoryAddress,
  RequestContext,
  toBrowseUrl,
  toRepositoryUrl,
} from '../bitbucket';
import { readIntegrationHosts } from '../config';
import {
  CatalogFile,
  discoverCatalogFiles,
  RepositoryAnswer,
  toAnswer,
} from '../discovery';
import { toLocationSpec } from '../entities';
import { readExistingEntities } from './readExistingEntities';
import { toAnalysisError } from './toAnalysisError';
import { toCatalogFileConfig } from './toCatalogFileConfig';

/** Most proxies give an answer up after a minute. */
const DEADLINE_MS = 45_000;

/**
 * Tells which catalog files there are behind the address of a repository on
 * one Bitbucket Server, and which of them the catalog has already.
 *
 * @public
 */
export class BitbucketServerLocationAnalyzer implements ScmLocationAnalyzer {
  readonly #options: AnalyzerParts;

  /** Creates an analyzer for each entry of `integrations.bitbucketServer`. */
  static fromConfig(
    config: Config,
    options: BitbucketServerLocationAnalyzerOptions,
  ): BitbucketServerLocationAnalyzer[];
  static fromConfig(
    config: Config,
    options: BitbucketServerLocationAnalyzerOptions & { hosts?: Hosts },
  ): BitbucketServerLocationAnalyzer[] {
    const hosts = options.hosts ?? new Hosts({ config });
    return readIntegrationHosts(config).map(
      hostName =>
        new BitbucketServerLocationAnalyzer({ ...options, hosts, hostName }),
    );
  }

  private constructor(options: AnalyzerParts) {
    this.#options = options;
  }

  /**
   * Whether an address is one of the host, be it that of a repository or not:
   * nobody else can say what is there.
   */
  supports(url: string): boolean {
    // Throws where the integration cannot be used, to tell whoever asks.
    return this.#isOfThisHost(url) && this.#host !== undefined;
  }

  /**
   * Finds `catalog-info.yaml` and `catalog-info.yml` at any depth below an
   * address, and reads them as the catalog would. Any page of a repository
   * stands for it. Throws where the address leads to none, where the server
   * does not say for certain which there are, where they are more than a
   * hundred, where the catalog cannot take in one of them, and where all of
   * this takes longer than 45 seconds.
   */
  async analyze(
    options: AnalyzeOptions,
  ): Promise<{ existing: AnalyzeLocationExistingEntity[] }> {
    const { hostName } = this.#options;
    const address = this.#parse(options.url);
    if (!address) {
      throw new InputError(
        `This is not the address of a repository on ${hostName}; give one such as ${this.#toExample()}`,
      );
    }
    const repository = `${address.projectKey}/${address.repoSlug}`;
    let unfinished = `${hostName} did not tell which catalog files ${repository} has`;
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort(
        new ServiceUnavailableError(
          `${unfinished} within ${DEADLINE_MS / 1000} seconds; give the address of a directory or file in it, or try again later`,
        ),
      );
    }, DEADLINE_MS);
    const { signal } = deadline;
    try {
      const targets = await this.#findTargets(address, { signal });
      unfinished = `The catalog did not read all ${targets.length} catalog files of ${repository} on ${hostName}`;
      const existing = await readExistingEntities(targets, {
        ...this.#options,
        signal,
      });
      return { existing };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Created on demand: an integration that nobody uses stops no start. */
  get #host(): Host {
    return this.#options.hosts.get(this.#options.hostName);
  }

  /** The port of an address that is none of the web's is not the server's. */
  #isOfThisHost(url: string): boolean {
    if (!URL.canParse(url)) {
      return false;
    }
    const { protocol, host, hostname } = new URL(url);
    const own = new URL(`https://${this.#options.hostName}`);
    return /^https?:$/.test(protocol)
      ? host === this.#options.hostName
      : hostname.toLowerCase() === own.hostname;
  }

  #parse(url: string): RepositoryAddress | undefined {
    const address = this.#isOfThisHost(url)
      ? parseRepositoryAddress(url)
      : undefined;
    if (!address?.baseUrl) {
      return address;
    }
    // The context path has to be the integration's too.
    const { projectKey, repoSlug } = address;
    const own = this.#toRepositoryUrl({ projectKey, repoSlug });
    const asked = toBrowseUrl(address.baseUrl, address);
    return new URL(own).pathname === new URL(asked).pathname
      ? address
      : undefined;
  }

  /** The form that an address has to have. */
  #toExample(): string {
    const name = { projectKey: 'KEY', repoSlug: 'slug' };
    return this.#toRepositoryUrl(name).replace(/\/browse$/, '');
  }

  async #findTargets(
    address: RepositoryAddress,
    { signal }: { signal: AbortSignal },
  ): Promise<string[]> {
    const answer = await this.#discover(address, { signal });
    const { hostName } = this.#options;
    const error = toAnalysisError(answer, { address, host: hostName });
    if (error) {
      throw error;
    }
    return answer.outcome === 'present'
      ? answer.files.map(file => this.#toTarget(file))
      : [];
  }

  async #discover(
    address: RepositoryAddress,
    { signal }: { signal: AbortSignal },
  ): Promise<RepositoryAnswer> {
    const { api } = this.#host;
    const context: RequestContext = { signal, priority: 'urgent' };
    try {
      const repository = await api.getRepository(address, context);
      const config = toCatalogFileConfig(address);
      return await discoverCatalogFiles(repository, { api, config, context });
    } catch (error) {
      return toAnswer(error, { about: 'repository' });
    }
  }

  #toTarget(file: CatalogFile): string {
    const repositoryUrl = this.#toRepositoryUrl(file.repository);
    return toLocationSpec(file, { repositoryUrl }).target;
  }

  #toRepositoryUrl(repository: Parameters<typeof toRepositoryUrl>[0]): string {
    const { hostConfig, integrationHosts } = this.#host;
    const options = { ...hostConfig, integrationHosts };
    return toRepositoryUrl(repository, options).url;
  }
}

/**
 * What the analyzers of one backend work with.
 *
 * @public
 */
export interface BitbucketServerLocationAnalyzerOptions {
  /** Reads files as it would take them in, and knows which it has. */
  catalogApi: CatalogService;
  /** Gives the credentials with which the catalog is asked. */
  auth: AuthService;
}

interface AnalyzerParts extends BitbucketServerLocationAnalyzerOptions {
  readonly hosts: Hosts;
  readonly hostName: string;
}
