import { settle } from '../http/testing/settle';
import { WebhookWork } from './WebhookWork';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A promise that is kept by hand. */
function createPromise() {
  let keep = () => {};
  const promise = new Promise<void>(resolve => {
    keep = resolve;
  });
  return { promise, keep: () => keep() };
}

const passMs = (durationMs: number) =>
  jest.advanceTimersByTimeAsync(durationMs);

describe('WebhookWork', () => {
  it('asks ahead of sweeps, which are ordinary', () => {
    expect(new WebhookWork().context.priority).toBe('urgent');
  });

  it('asks on behalf of the provider it is made for', () => {
    const work = new WebhookWork({ onBehalfOf: 'main' });
    expect(work.context.onBehalfOf).toBe('main');
  });

  it('stops when what is under way is done, and then what drain waits for', async () => {
    const work = new WebhookWork();
    const [first, rest] = [createPromise(), createPromise()];
    const drain = jest.fn(() => rest.promise);
    work.begin(() => first.promise);
    const stopped = settle(work.stop(drain));
    await passMs(1_000);
    expect(drain).not.toHaveBeenCalled();

    first.keep();
    await passMs(1_000);
    expect(drain).toHaveBeenCalledTimes(1);
    expect(stopped.state).toBe('pending');

    rest.keep();
    await passMs(0);
    expect(stopped.state).toBe('fulfilled');
    expect(work.context.signal.aborted).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('aborts after five seconds what is not done by then', async () => {
    const work = new WebhookWork();
    work.begin(() => createPromise().promise);
    const stopped = settle(work.stop());
    await passMs(4_999);
    expect(stopped.state).toBe('pending');

    await passMs(1);
    expect(stopped.state).toBe('fulfilled');
    expect(work.context.signal.reason).toEqual(
      new Error('the backend is shutting down'),
    );
  });

  it('begins nothing after it was stopped', async () => {
    const work = new WebhookWork();
    await work.stop();
    const late = jest.fn();
    work.begin(late);
    expect(late).not.toHaveBeenCalled();
  });

  it('holds on to nothing that is done', async () => {
    const work = new WebhookWork();
    const first = createPromise();
    work.begin(() => first.promise);
    first.keep();
    await passMs(0);
    const stopped = settle(work.stop());
    await passMs(0);
    expect(stopped.state).toBe('fulfilled');
  });
});
