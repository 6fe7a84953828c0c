import pMap from 'p-map';
import {
  createWebhooksApi,
  isOlderVersion,
  toAdvisedMessage,
  toFailureKind,
  WebhookScope,
} from '../bitbucket';
import { listScopes, toScopeName } from './listScopes';
import { setUpScope, SetUpScopeOptions } from './setUpScope';
import {
  SetupArguments,
  SetupHost,
  SetupResult,
  SetupRow,
  WantedWebhook,
} from './types';

/** Projects have webhooks from this version on. */
const SINCE = [8, 9] as const;

export interface SetUpHostOptions
  extends Pick<SetupArguments, 'level' | 'apply' | 'prune'> {
  /** Of an administrator. */
  readonly token: string;
  readonly wanted: WantedWebhook;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { value: number; total: number }) => void;
}

/**
 * Looks at the webhooks of all projects or repositories that the providers of
 * a server take in, and with `apply` makes them what they are to be. Whatever
 * ends it early is part of what it gives, an abort too: something may have been
 * written.
 */
export async function setUpHost(
  setupHost: SetupHost,
  options: SetUpHostOptions,
): Promise<SetupResult> {
  const { host, providers } = setupHost;
  const { signal } = options;
  const rows: SetupRow[] = [];
  const errors: string[] = [];
  try {
    await assertNewEnough(setupHost, options);
    const listed = await listScopes(setupHost, options);
    errors.push(...new Set(listed.errors.map(toAdvisedMessage)));
    await setUpAll(listed.scopes, { ...options, setupHost, rows });
    signal.throwIfAborted();
  } catch (error) {
    errors.push(
      signal.aborted
        ? 'interrupted; what is not named was not looked at'
        : toAdvisedMessage(error as Error),
    );
  }
  return {
    host: host.hostConfig.host,
    providerIds: providers.map(({ id }) => id),
    rows: rows.sort((one, other) =>
      toScopeName(one.scope) < toScopeName(other.scope) ? -1 : 1,
    ),
    errors,
  };
}

/** A version that cannot be read tells nothing. */
async function assertNewEnough(
  { host }: SetupHost,
  { level, signal }: SetUpHostOptions,
): Promise<void> {
  if (level === 'repository') {
    return;
  }
  const { version } = await host.api.getServer({ signal });
  if (isOlderVersion(version, { than: SINCE })) {
    throw new Error(
      `Bitbucket ${version} has no webhooks of projects, which came with ${SINCE.join('.')}; add --repositories`,
    );
  }
}

async function setUpAll(
  scopes: readonly WebhookScope[],
  options: SetUpHostOptions & { setupHost: SetupHost; rows: SetupRow[] },
): Promise<void> {
  const { setupHost, token, wanted, signal, rows, onProgress } = options;
  const { hostConfig, budget } = setupHost.host;
  const webhooks = createWebhooksApi(hostConfig, {
    token,
    budget,
    webhookSecrets: wanted.secrets,
  });
  const scopeOptions: SetUpScopeOptions = {
    ...options,
    webhooks,
    context: { signal },
  };
  const setUp = async (scope: WebhookScope) => {
    // All that is under way is waited for, so that its row is there.
    if (signal.aborted) {
      return;
    }
    const row = await setUpScope(scope, scopeOptions);
    rows.push(row);
    onProgress({ value: rows.length, total: scopes.length });
    assertAccepted(row);
  };
  onProgress({ value: 0, total: scopes.length });
  const [first, ...others] = scopes;
  if (first) {
    // Alone, so that a wrong token is refused once.
    await setUp(first);
    await pMap(others, setUp, {
      concurrency: hostConfig.maxConcurrentRequests,
    });
  }
}

/** Going on with a token that is not accepted would lock the account. */
function assertAccepted({ error }: SetupRow): void {
  const kind = toFailureKind(error);
  if (kind === 'badCredentials' || kind === 'captcha') {
    throw new Error(
      'The server does not accept BITBUCKET_ADMIN_TOKEN, and was asked no further',
    );
  }
}
