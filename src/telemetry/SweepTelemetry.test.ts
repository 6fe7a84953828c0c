import { context, metrics, trace } from '@opentelemetry/api';
import { useTelemetry } from '../../dev/rig/useTelemetry';
import { createInstruments } from './createInstruments';
import { SweepTelemetry } from './SweepTelemetry';

const telemetry = useTelemetry();

const createSweep = () =>
  new SweepTelemetry({
    attributes: { provider: 'main' },
    instruments: createInstruments(metrics.getMeter('test')),
    tracer: trace.getTracer('test'),
  });

const activeSpanId = () => trace.getActiveSpan()?.spanContext().spanId;

const byProject = (projectKey?: string) =>
  telemetry
    .spans()
    .find(({ attributes }) => attributes.project === projectKey);

describe('SweepTelemetry', () => {
  it('has what a sweep and its projects do take place within their spans', async () => {
    const sweep = createSweep();
    const seen: (string | undefined)[] = [];
    const look = async () => {
      await Promise.resolve();
      seen.push(activeSpanId());
    };
    await sweep.whileActive(async () => {
      await sweep.whileInProject('A', look);
      await look();
    });
    sweep.end({ result: 'complete' });
    expect(seen).toEqual([
      byProject('A')?.spanContext().spanId,
      byProject()?.spanContext().spanId,
    ]);
  });

  it('is a child of the span in which it begins', async () => {
    const task = trace.getTracer('test').startSpan('task');
    const sweep = context.with(
      trace.setSpan(context.active(), task),
      createSweep,
    );
    sweep.end({ result: 'complete' });
    expect(byProject()?.parentSpanContext).toMatchObject({
      spanId: task.spanContext().spanId,
    });
  });

  it('has its projects beneath it where no context is carried along', async () => {
    context.disable();
    const sweep = createSweep();
    await sweep.whileActive(() => sweep.whileInProject('A', async () => {}));
    sweep.end({ result: 'complete' });
    expect(byProject('A')?.parentSpanContext).toMatchObject({
      spanId: byProject()?.spanContext().spanId,
    });
  });

  it('keeps a failure of the list of all personal projects in the one span that they share', async () => {
    const sweep = createSweep();
    await sweep.whileInProject('~', async () => {
      sweep.noteIncompleteList(new Error('broke off'), {});
    });
    sweep.end({ result: 'incomplete' });
    expect(byProject('~')?.status.message).toBe('broke off');
  });

  it('keeps a failure of a list in the span of its project whatever the case of the key', async () => {
    const sweep = createSweep();
    await sweep.whileInProject('A', async () => {
      sweep.noteIncompleteList(new Error('broke off'), { projectKey: 'a' });
    });
    sweep.end({ result: 'incomplete' });
    expect(telemetry.errors()).toEqual([
      ['catalog.bitbucket_server.project', 'broke off'],
    ]);
  });

  it('counts answers', async () => {
    const sweep = createSweep();
    sweep.noteAnswer({ outcome: 'present' });
    sweep.noteAnswer({ outcome: 'unknown' });
    sweep.end({ result: 'complete' });
    expect(byProject()?.attributes).toMatchObject({
      'repositories.present': 1,
      'repositories.absent': 0,
      'repositories.unknown': 1,
    });
  });

  it('throws what the work on a project throws, and keeps it as an error', async () => {
    const sweep = createSweep();
    const failure = new Error('no answer');
    await expect(
      sweep.whileInProject('A', () => Promise.reject(failure)),
    ).rejects.toBe(failure);
    expect(telemetry.errors()).toEqual([
      ['catalog.bitbucket_server.project', 'no answer'],
    ]);
  });

  it('ends the spans of projects whose work never ends, once', async () => {
    const sweep = createSweep();
    let finish = () => {};
    const working = sweep.whileInProject(
      'A',
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    );
    sweep.end({ result: 'failed' });
    expect(telemetry.errors()).toEqual([
      ['catalog.bitbucket_server.project', 'the sweep ended first'],
    ]);
    finish();
    await working;
    expect(telemetry.spans()).toHaveLength(2);
  });
});
