import events from 'node:events';
import { endsWithin, untilAborted } from './untilAborted';

const never = new Promise<never>(() => {});

describe('untilAborted', () => {
  it('gives what the promise gives', async () => {
    const { signal } = new AbortController();
    await expect(untilAborted(Promise.resolve(1), { signal })).resolves.toBe(1);
  });

  it('waits for the promise where there is no signal', async () => {
    await expect(untilAborted(Promise.resolve(1), {})).resolves.toBe(1);
  });

  it('throws what the promise throws', async () => {
    const { signal } = new AbortController();
    const failing = Promise.reject(new Error('it failed'));
    await expect(untilAborted(failing, { signal })).rejects.toThrow(
      'it failed',
    );
  });

  it('throws the reason of a signal that is aborted before or meanwhile', async () => {
    const reason = new Error('enough');
    const before = AbortSignal.abort(reason);
    await expect(untilAborted(never, { signal: before })).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = untilAborted(never, controller);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('lets a promise fail without anybody hearing of it once it is aborted', async () => {
    const unheard = jest.fn();
    process.on('unhandledRejection', unheard);
    const failing = Promise.reject(new Error('it failed'));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(untilAborted(failing, { signal })).rejects.toThrow('enough');
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    process.off('unhandledRejection', unheard);
    expect(unheard).not.toHaveBeenCalled();
  });

  it('leaves no listener, however many wait', async () => {
    const { signal } = new AbortController();
    const waiting = Array.from({ length: 30 }, async () =>
      untilAborted(Promise.resolve(), { signal }),
    );
    expect(events.getEventListeners(signal, 'abort')).toHaveLength(30);
    await Promise.all(waiting);
    expect(events.getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('endsWithin', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says that work has ended, and leaves no timer', async () => {
    await expect(endsWithin(1_000, Promise.resolve())).resolves.toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits no longer than it may', async () => {
    const waiting = endsWithin(1_000, never);
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(waiting).resolves.toBe(false);
  });

  it('throws what the work throws', async () => {
    const failing = Promise.reject(new Error('it failed'));
    await expect(endsWithin(1_000, failing)).rejects.toThrow('it failed');
    expect(jest.getTimerCount()).toBe(0);
  });
});
