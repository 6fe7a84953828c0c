import { DataPointType } from '@opentelemetry/sdk-metrics';
import type { HttpEnding } from '../src/http';
import { webhookBodies } from '../src/events/testing/webhookBodies';
import type {
  CheckKind,
  ReadAnswer,
  SweepFailureKind,
  WebhookOutcome,
} from '../src/telemetry';
import { readDocument } from './documents/readDocument';
import { namesIn, readTable } from './documents/readTable';
import { createReader } from './rig/createReader';
import { useTestNetwork } from './rig/useTestNetwork';
import { useTelemetry } from './rig/useTelemetry';
import { createRig } from './rig/webhookScene';

const network = useTestNetwork();
const telemetry = useTelemetry();

const metrics = readDocument('docs/metrics.md');
const rowsOf = (heading: string) => readTable(metrics, heading);

/** A repository that is not there. */
const NOWHERE =
  'https://git.example.com/projects/SEA/repos/none/browse/catalog-info.yaml';

const KINDS: Partial<Record<DataPointType, string>> = {
  [DataPointType.SUM]: 'counter',
  [DataPointType.HISTOGRAM]: 'histogram',
  [DataPointType.GAUGE]: 'gauge',
};

/** A sweep and a webhook that leave no metric without a value. */
async function measureAll() {
  const integration = { repositoryHashes: 'auto' };
  const rig = createRig({ network, integration });
  const file = { match: /rocket.browse/, times: 1 };
  rig.breakWith({ ...file, respond: { status: 503 } });
  rig.standIn.addRepository({ project: 'SEA', slug: 'empty', files: { x: '' } });
  expect(await rig.sweep()).toBeUndefined();
  await rig.send('repo:deleted', {
    body: webhookBodies.ofRepository('repo:deleted'),
  });
  const { reader } = createReader(rig.config, network);
  await expect(reader.readUrl(NOWHERE)).rejects.toThrow('404');
}

describe('the tables of metrics and spans in docs/metrics.md', () => {
  it('hold every metric with its kind, unit and attributes, and no other', async () => {
    await measureAll();
    const measured = await telemetry.readMetrics();
    expect(
      rowsOf('metric').map(([name, kind, unit, attributes]) => ({
        name: namesIn(name)[0],
        kind,
        unit: namesIn(unit)[0],
        attributes: [
          ...['host', ...namesIn(attributes)],
          // The catalog reads files for all providers of a host.
          ...(namesIn(attributes).includes('answer') ? [] : ['provider']),
        ].sort(),
      })),
    ).toEqual(
      expect.arrayContaining(
        measured.map(({ descriptor, dataPointType, dataPoints }) => ({
          name: descriptor.name,
          kind: KINDS[dataPointType],
          unit: descriptor.unit,
          attributes: [
            ...new Set(
              dataPoints.flatMap(point => Object.keys(point.attributes)),
            ),
          ].sort(),
        })),
      ),
    );
    expect(rowsOf('metric')).toHaveLength(measured.length);
  });

  it('hold every span with its attributes, and no other', async () => {
    await measureAll();
    const spans = telemetry.spans().map(({ name, attributes }) => {
      return [name, Object.keys(attributes).sort()] as const;
    });
    expect(new Map(spans)).toEqual(
      new Map(
        rowsOf('span').map(([name, attributes]) => [
          namesIn(name)[0],
          namesIn(attributes).sort(),
        ]),
      ),
    );
  });

  const results: Record<'complete' | SweepFailureKind, true> = {
    complete: true,
    incomplete: true,
    failed: true,
    stopped: true,
  };
  const statuses: Record<Exclude<HttpEnding, number>, true> = {
    timeout: true,
    network: true,
    'too-large': true,
    aborted: true,
    error: true,
  };
  const outcomes: Record<WebhookOutcome, true> = {
    accepted: true,
    ignored: true,
    aborted: true,
    unsupported: true,
    failed: true,
  };
  const checks: Record<CheckKind, true> = {
    settled: true,
    unknown: true,
    failed: true,
  };

  const answers: Record<ReadAnswer, true> = {
    unmodified: true,
    kept: true,
    read: true,
    stale: true,
    failed: true,
  };

  it.each([
    ['`result`', results],
    ['`answer`', answers],
    ['`status`', statuses],
    ['`outcome` of an event', outcomes],
    ['`outcome` of a check', checks],
  ])('hold every value of %s', (attribute, values) => {
    expect(
      rowsOf('attribute')
        .filter(([name]) => name === attribute)
        .flatMap(([, value]) => namesIn(value)),
    ).toEqual(Object.keys(values));
  });
});
