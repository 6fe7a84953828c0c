import { DataPointType } from '@opentelemetry/sdk-metrics';
import { useTelemetry } from '../../dev/rig/useTelemetry';
import { Telemetry } from './Telemetry';

const telemetry = useTelemetry();

const host = 'git.example.com';
const complete = { toFailureKind: () => 'failed' as const };

/** Measures everything there is, once. */
async function measureAll(made: Telemetry) {
  const ofHost = made.ofHost(host);
  const ofProvider = ofHost.ofProvider('main');
  ofHost.onWaited({ onBehalfOf: 'main' }, { waitedMs: 1_500 });
  ofHost.onEnd({ onBehalfOf: 'main' }, 200);
  ofHost.onRetry({ onBehalfOf: 'main' });
  ofProvider.countWebhookEvent('accepted');
  ofProvider.countWebhookCheck('settled');
  ofProvider.observeFailing(() => 1);
  await ofProvider.duringSweep(async () => {}, complete);
}

describe('Telemetry', () => {
  it('has a name, a kind, a unit and a description for each metric', async () => {
    await measureAll(new Telemetry());
    const all = await telemetry.readMetrics();
    const described = all.map(({ descriptor, dataPointType }) => {
      const name = descriptor.name.replace('catalog.bitbucket_server.', '');
      return [name, dataPointType, descriptor.unit];
    });
    const { SUM, HISTOGRAM, GAUGE } = DataPointType;
    expect(described.sort()).toEqual([
      ['budget.wait', HISTOGRAM, 's'],
      ['failing', GAUGE, '{entity}'],
      ['repositories', SUM, '{repository}'],
      ['requests', SUM, '{request}'],
      ['retries', SUM, '{retry}'],
      ['sweep.age', GAUGE, 's'],
      ['sweep.duration', HISTOGRAM, 's'],
      ['webhook.checks', SUM, '{check}'],
      ['webhook.events', SUM, '{event}'],
    ]);
    for (const { descriptor } of all) {
      expect(descriptor.description).toMatch(/^[A-Z]/);
    }
  });

  it('gives times in seconds', async () => {
    await measureAll(new Telemetry());
    expect(await telemetry.readSeries('budget.wait')).toEqual([
      [{ host, provider: 'main' }, { count: 1, sum: 1.5 }],
    ]);
  });

  it('adds up what two of them measure of one provider', async () => {
    await measureAll(new Telemetry());
    await measureAll(new Telemetry());
    expect(await telemetry.readSeries('requests')).toEqual([
      [{ host, provider: 'main', status: '200' }, 2],
    ]);
  });

  it('tells the age of each provider by itself, and of none before its first sweep', async () => {
    const made = new Telemetry().ofHost(host);
    const [one, two] = ['one', 'two'].map(id => made.ofProvider(id));
    await one?.duringSweep(async () => {}, complete);
    expect(
      (await telemetry.readSeries('sweep.age')).map(([attributes]) => attributes),
    ).toEqual([{ host, provider: 'one' }]);
    await two?.duringSweep(async () => {}, complete);
    expect(await telemetry.readSeries('sweep.age')).toHaveLength(2);
  });
});
