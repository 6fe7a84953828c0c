import { describeRowError } from './describeRow';
import { toResultWord } from './toResultWord';
import { Deliveries, SetupArguments, SetupResult, SetupRow } from './types';

/** Maps what was done to the JSON of docs/webhooks.md, of which every key is always there. */
export function toSetupDocument(
  results: readonly SetupResult[],
  { endpointUrl }: Pick<SetupArguments, 'endpointUrl'>,
): unknown {
  return {
    url: endpointUrl,
    hosts: results.map(({ host, providerIds, rows, errors }) => ({
      host,
      providers: providerIds,
      errors,
      webhooks: rows.map(toWebhook),
    })),
  };
}

function toWebhook(row: SetupRow): unknown {
  const { scope, found, deliveries, done } = row;
  const { projectKey, repoSlug } = scope;
  return {
    projectKey,
    repoSlug: repoSlug ?? null,
    result: toResultWord(row),
    webhookId: found?.webhook?.id ?? null,
    faults: found?.faults ?? [],
    missingEvents: found?.missingEvents ?? [],
    isSecretHidden: found?.webhook ? found.isSecretHidden : null,
    duplicates: found?.duplicates.map(({ id }) => id) ?? [],
    deliveries: deliveries ? toDeliveries(deliveries) : null,
    done: done.map(({ what, id }) => ({ what, id: id ?? null })),
    error: describeRowError(row) ?? null,
  };
}

function toDeliveries(deliveries: Deliveries): unknown {
  const { verdict, successes, failures, windowMs } = deliveries;
  const { lastSuccess, lastFailure } = deliveries;
  return {
    verdict,
    successes,
    failures,
    windowSeconds: windowMs === undefined ? null : windowMs / 1_000,
    lastSuccessAt: toDate(lastSuccess?.at),
    lastFailureAt: toDate(lastFailure?.at),
    lastFailure: lastFailure?.result ?? null,
  };
}

function toDate(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
