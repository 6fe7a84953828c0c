import { Meter } from '@opentelemetry/api';

/** From a server of a few projects to one that takes hours. */
const SWEEP_SECONDS = [
  1, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400,
];

/** From a free slot to the longest `Retry-After` that is waited for. */
const WAIT_SECONDS = [0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 900];

/** Creates everything that is measured; docs/metrics.md lists the same. */
export function createInstruments(meter: Meter) {
  return {
    sweepDuration: meter.createHistogram(
      'catalog.bitbucket_server.sweep.duration',
      {
        description: 'How long a sweep took, by its result',
        unit: 's',
        advice: { explicitBucketBoundaries: SWEEP_SECONDS },
      },
    ),
    sweepAge: meter.createObservableGauge(
      'catalog.bitbucket_server.sweep.age',
      {
        description:
          'The time since this process last brought a sweep to a complete end',
        unit: 's',
      },
    ),
    repositories: meter.createCounter('catalog.bitbucket_server.repositories', {
      description: 'Answers that sweeps had for repositories, by outcome',
      unit: '{repository}',
    }),
    answersAge: meter.createObservableGauge(
      'catalog.bitbucket_server.answers.age',
      {
        description:
          'How old the oldest answer of a repository is, as of the last run in this process',
        unit: 's',
      },
    ),
    answersUnknown: meter.createObservableGauge(
      'catalog.bitbucket_server.answers.unknown',
      {
        description:
          'Repositories whose last look gave no definite answer, as of the last run in this process',
        unit: '{repository}',
      },
    ),
    requests: meter.createCounter('catalog.bitbucket_server.requests', {
      description: 'Requests sent to the server, retries included, by status',
      unit: '{request}',
    }),
    retries: meter.createCounter('catalog.bitbucket_server.retries', {
      description: 'Requests made once more after a failure that may pass',
      unit: '{retry}',
    }),
    budgetWait: meter.createHistogram('catalog.bitbucket_server.budget.wait', {
      description: "How long a request waited for the host's budget",
      unit: 's',
      advice: { explicitBucketBoundaries: WAIT_SECONDS },
    }),
    reads: meter.createCounter('catalog.bitbucket_server.reads', {
      description: "Answers to the catalog's reads of files, by kind",
      unit: '{read}',
    }),
    failing: meter.createObservableGauge('catalog.bitbucket_server.failing', {
      description:
        'Files and entities that fail in the catalog, as far as this process has heard',
      unit: '{entity}',
    }),
    hashPoints: meter.createObservableGauge(
      'catalog.bitbucket_server.hashes.points',
      {
        description:
          "Changes that the server's hashes have announced, as far as it counts",
        unit: '{change}',
      },
    ),
    hashesBelieved: meter.createObservableGauge(
      'catalog.bitbucket_server.hashes.believed',
      {
        description: '1 while what has not moved by its hash is not looked at',
        unit: '{boolean}',
      },
    ),
    hashesDistrusted: meter.createObservableGauge(
      'catalog.bitbucket_server.hashes.distrusted',
      {
        description:
          '1 for a day after a change that no hash has ever announced',
        unit: '{boolean}',
      },
    ),
    webhookEvents: meter.createCounter(
      'catalog.bitbucket_server.webhook.events',
      {
        description: 'Webhook events that reached a provider, by outcome',
        unit: '{event}',
      },
    ),
    webhookChecks: meter.createCounter(
      'catalog.bitbucket_server.webhook.checks',
      {
        description: 'Repositories checked after webhooks, by outcome',
        unit: '{check}',
      },
    ),
  };
}

/** What is measured with, one set a start of the module. */
export type Instruments = ReturnType<typeof createInstruments>;
