import type { EventsService } from '@backstage/plugin-events-node';
import { createEvents } from '../../dev/rig/createEvents';
import { BASE_URL } from '../../dev/rig/ProviderRig';
import { host, provider, useTelemetryRig } from '../../dev/rig/useTelemetryRig';

const { telemetry, createRig } = useTelemetryRig();

describe('the metrics of a sweep', () => {
  it('tell of each repository by outcome, with the reason of an absent one', async () => {
    const rig = createRig();
    rig.breakWith({ match: /A\/repos\/one\/browse/, respond: 'html' });
    await rig.sweep();
    expect(await telemetry.readSeries('repositories')).toEqual([
      [{ host, provider, outcome: 'present' }, 1],
      [{ host, provider, outcome: 'absent', reason: 'archived' }, 1],
      [{ host, provider, outcome: 'absent', reason: 'noFile' }, 1],
      [{ host, provider, outcome: 'unknown' }, 1],
    ]);
  });

  it('tell how many repositories have stayed unknown, and how old the oldest answer is', async () => {
    const rig = createRig();
    expect(await telemetry.readSeries('answers.unknown')).toEqual([]);
    expect(await telemetry.readSeries('answers.age')).toEqual([]);

    rig.breakWith({ match: /A\/repos\/one\/browse/, times: 1, respond: 'html' });
    await rig.sweep();
    expect(await telemetry.readSeries('answers.unknown')).toEqual([
      [{ host, provider }, 1],
    ]);
    await rig.sweep();
    expect(await telemetry.readSeries('answers.unknown')).toEqual([
      [{ host, provider }, 0],
    ]);
    const [[attributes, age] = []] = await telemetry.readSeries('answers.age');
    expect(attributes).toEqual({ host, provider });
    expect(age).toBeGreaterThanOrEqual(0);
  });

  it('tell of each request by its status or why it has none, and of retries', async () => {
    const rig = createRig();
    const browse = /A\/repos\/one\/browse/;
    rig.breakWith(
      { match: browse, times: 1, respond: 'reset' },
      { match: browse, times: 1, respond: 'hang' },
      { match: browse, times: 2, respond: { status: 429 } },
      { match: /B\/repos\/two\/browse/, times: 1, respond: { status: 503 } },
    );
    expect(await rig.sweep()).toBeUndefined();
    const ok = rig.urls.length - 5;
    expect(await telemetry.readSeries('requests')).toEqual(
      expect.arrayContaining([
        [{ host, provider, status: '200' }, ok],
        [{ host, provider, status: 'network' }, 1],
        [{ host, provider, status: 'timeout' }, 1],
        [{ host, provider, status: '429' }, 2],
        [{ host, provider, status: '503' }, 1],
      ]),
    );
    expect(await telemetry.readSeries('retries')).toEqual([
      [{ host, provider }, 3],
    ]);
  });

  it('tell how long requests have waited for the budget, and how many did', async () => {
    const rig = createRig({
      integration: { retry: { maxApiRequestsPerMinute: 60 } },
    });
    expect(await rig.sweep()).toBeUndefined();
    const [[attributes, wait] = []] =
      await telemetry.readSeries('budget.wait');
    expect(attributes).toEqual({ host, provider });
    expect(wait).toMatchObject({ count: rig.urls.length });
    expect((wait as { sum: number }).sum).toBeGreaterThan(5);
  });

  it('tell of nothing but the host where a request is made for no provider', async () => {
    const rig = createRig();
    const { api } = rig.createHosts().get(host);
    await api.getProject('A', {});
    expect(await telemetry.readSeries('requests')).toEqual([
      [{ host, status: '200' }, 1],
    ]);
  });

  it('tell providers of one host apart', async () => {
    const rig = createRig({ providers: { one: {}, two: {} } });
    await rig.sweep();
    const series = await telemetry.readSeries('sweep.duration');
    expect(series.map(([attributes]) => attributes)).toEqual([
      { host, provider: 'one', result: 'complete' },
      { host, provider: 'two', result: 'complete' },
    ]);
  });

  it.each([
    ['complete', 'one repository is unknown', /A\/repos\/one\/browse/, 'html'],
    ['incomplete', 'a list broke off', /A\/repos\?/, 'html'],
    ['failed', 'nothing could be listed', /projects\?/, 'html'],
  ] as const)('call a sweep %s where %s', async (result, _, match, respond) => {
    const rig = createRig();
    rig.breakWith({ match, respond });
    await rig.sweep();
    const [[attributes] = []] = await telemetry.readSeries('sweep.duration');
    expect(attributes).toEqual({ host, provider, result });
  });

  it('call a sweep failed that its timeout cuts off, and stopped where the backend shuts down', async () => {
    const rig = createRig();
    rig.breakWith({ match: /A\/repos\?/, respond: 'hang' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 15_000);
    await rig.sweep({ signal: controller.signal });
    setTimeout(() => rig.shutDown(), 5_000);
    await rig.sweep();
    expect(await telemetry.readSeries('sweep.duration')).toEqual([
      [
        { host, provider, result: 'failed' },
        { count: 1, sum: expect.closeTo(15, 1) },
      ],
      [
        { host, provider, result: 'stopped' },
        { count: 1, sum: expect.closeTo(5, 1) },
      ],
    ]);
  });

  it('tell the age of the last complete sweep once there is one', async () => {
    const rig = createRig();
    rig.breakWith({ match: /A\/repos\?/, respond: 'html' });
    await rig.sweep();
    expect(await telemetry.readSeries('sweep.age')).toEqual([]);
    rig.breakWith();
    await rig.sweep();
    await jest.advanceTimersByTimeAsync(60_000);
    const [[attributes, age] = []] = await telemetry.readSeries('sweep.age');
    expect(attributes).toEqual({ host, provider });
    expect(age).toBeGreaterThanOrEqual(60);
    rig.breakWith({ match: /A\/repos\?/, respond: 'html' });
    await rig.sweep();
    const [[, later] = []] = await telemetry.readSeries('sweep.age');
    expect(later).toBeGreaterThanOrEqual(age as number);
  });
});

describe('the metric of what fails in the catalog', () => {
  const fail = (events: EventsService) =>
    events.publish({
      topic: 'experimental.catalog.errors',
      eventPayload: {
        entity: 'component:default/x',
        location: `url:${BASE_URL}/projects/A/repos/one/browse/catalog-info.yaml`,
        errors: [new Error('it is broken')],
      },
    });

  it('tells how much fails, none included', async () => {
    const events = createEvents();
    await createRig({ events }).start();
    expect(await telemetry.readSeries('failing')).toEqual([
      [{ host, provider }, 0],
    ]);
    await fail(events);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await telemetry.readSeries('failing')).toEqual([
      [{ host, provider }, 1],
    ]);
  });

  it('tells nothing where the catalog cannot be asked', async () => {
    const events = createEvents();
    await createRig({ events, readsCatalog: false }).start();
    await fail(events);
    expect(await telemetry.readSeries('failing')).toEqual([]);
  });
});
