import { trace } from '@opentelemetry/api';
import { host, provider, useTelemetryRig } from '../../dev/rig/useTelemetryRig';

const { network, telemetry, createRig } = useTelemetryRig();

/** Names and attributes of all spans, those of projects by their key. */
const spans = () =>
  telemetry
    .spans()
    .map(span => ({ ...span.attributes, name: span.name.replace(/.*\./, '') }))
    .sort((one, other) => toKey(one).localeCompare(toKey(other)));

const toKey = (span: { name: string; project?: unknown }) =>
  `${span.name} ${span.project}`;

describe('the spans of a sweep', () => {
  it('are one for it and one beneath it for the list of each project that no filter leaves out', async () => {
    await createRig().sweep();
    const sweep = {
      name: 'sweep',
      host,
      provider,
      result: 'complete',
      'repositories.present': 2,
      'repositories.absent': 2,
      'repositories.unknown': 0,
    };
    expect(spans()).toEqual([
      { name: 'project', host, provider, project: 'A' },
      { name: 'project', host, provider, project: 'B' },
      sweep,
    ]);
    const all = telemetry.spans();
    const [root] = all.filter(span => span.name.endsWith('.sweep'));
    expect(root?.parentSpanContext).toBeUndefined();
    expect(
      all
        .filter(span => span !== root)
        .map(span => span.parentSpanContext?.spanId),
    ).toEqual([root?.spanContext().spanId, root?.spanContext().spanId]);
    expect(telemetry.errors()).toEqual([]);
  });

  it('are the context of the requests that are made for them', async () => {
    const rig = createRig({ integration: { maxConcurrentRequests: 1 } });
    const asked: [string, string | undefined][] = [];
    network.observe(url => {
      asked.push([url, trace.getActiveSpan()?.spanContext().spanId]);
    });
    await rig.sweep();
    const ids = new Map(
      telemetry
        .spans()
        .map(span => [span.attributes.project, span.spanContext().spanId]),
    );
    expect(asked).toHaveLength(rig.urls.length);
    expect(asked).toEqual(
      asked.map(([url]) => [
        url,
        ids.get(/projects\/(\w+)\/repos\?/.exec(url)?.[1]),
      ]),
    );
    expect(ids.size).toBe(3);
  });

  it('hold the error of a project whose list broke off, and the one of the sweep', async () => {
    const rig = createRig();
    rig.breakWith({ match: /B\/repos\?/, respond: 'html' });
    const failure = await rig.sweep();
    expect(telemetry.errors()).toEqual([
      [
        'catalog.bitbucket_server.project',
        expect.stringMatching(/B\/repos.* was answered with text\/html/),
      ],
      ['catalog.bitbucket_server.sweep', (failure as Error).message],
    ]);
    const exceptions = telemetry.spans().flatMap(span => span.events);
    expect(exceptions.map(event => event.name)).toEqual([
      'exception',
      'exception',
    ]);
  });

  it('have all ended once the sweep is aborted, even while a list hangs', async () => {
    const rig = createRig();
    rig.breakWith({ match: /B\/repos\?/, respond: 'hang' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('too long')), 15_000);
    await rig.sweep({ signal: controller.signal });
    expect(spans().map(toKey)).toEqual([
      'project A',
      'project B',
      'sweep undefined',
    ]);
    expect(telemetry.errors()).toEqual([
      ['catalog.bitbucket_server.project', 'too long'],
      ['catalog.bitbucket_server.sweep', 'too long'],
    ]);
  });

  it('hold nothing of a credential', async () => {
    const rig = createRig();
    rig.breakWith({ match: /repos\?/, respond: { status: 401 } });
    await rig.sweep();
    const told = telemetry.spans().flatMap(span => [
      JSON.stringify(span.attributes),
      JSON.stringify(span.events),
      span.status.message,
    ]);
    expect(told.join()).not.toContain('secret-token');
  });
});
