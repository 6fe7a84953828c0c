import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { BitbucketServerApi, RequestContext } from '../bitbucket';
import { ProviderConfig } from '../config';
import { ObservedProvider } from '../provider';
import { explainRepository } from './explainRepository';
import { readStatus } from './readStatus';
import { Question, RepositoryReport, StatusReport } from './types';

/** Most proxies give an answer up after a minute. */
const LOOK_LIMIT_MS = 45_000;

/** Answers what people ask about discovery, for all providers of a backend. */
export class Explainer {
  readonly #providers: ObservedProvider[] = [];

  add(provider: ObservedProvider): void {
    this.#providers.push(provider);
  }

  async readStatus(): Promise<StatusReport> {
    const now = Date.now();
    return {
      providers: await Promise.all(
        this.#providers.map(provider => readStatus(provider, { now })),
      ),
    };
  }

  /**
   * What each provider of the host says of a repository. Throws where no
   * provider has that host, and where a look takes longer than 45 seconds.
   */
  async explain(
    question: Question,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<RepositoryReport> {
    const { look } = question;
    const providers = this.#findProviders(question);
    const deadline = new AbortController();
    const timer = setTimeout(
      () =>
        deadline.abort(
          new ServiceUnavailableError(
            `The server did not tell within ${
              LOOK_LIMIT_MS / 1_000
            } seconds; what is remembered is told without a look`,
          ),
        ),
      LOOK_LIMIT_MS,
    );
    try {
      const reports = await Promise.all(
        providers.map(provider =>
          explainRepository(question, {
            ...{ provider, credentials, now: Date.now() },
            ...(look === 'now' && { look: toLookContext(provider, deadline) }),
          }),
        ),
      );
      return { providers: reports };
    } finally {
      clearTimeout(timer);
    }
  }

  #findProviders({ host }: Question): ObservedProvider[] {
    if (host === undefined) {
      return this.#providers;
    }
    const found = this.#providers.filter(provider =>
      isOfHost(host, provider),
    );
    if (found.length === 0) {
      const hosts = new Set(this.#providers.map(({ config }) => config.host));
      throw new InputError(
        `No provider discovers on the host '${host}' (there: ${[
          ...hosts,
        ].join(', ')})`,
      );
    }
    return found;
  }
}

function toLookContext(
  { config }: ObservedProvider,
  { signal }: { signal: AbortSignal },
): RequestContext {
  return { signal, priority: 'urgent', onBehalfOf: config.id };
}

/** Whether a provider discovers on a host; the port of an address of ssh is not the web's. */
export function isOfHost(
  named: string,
  { host, config }: {
    host: { api: Pick<BitbucketServerApi, 'isOwnHost'> };
    config: Pick<ProviderConfig, 'host'>;
  },
): boolean {
  return host.api.isOwnHost(named) || toName(config.host) === toName(named);
}

/** Without its port, which is not all that follows a colon in one of IPv6. */
function toName(host: string): string {
  const url = `https://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : host.toLowerCase();
}
