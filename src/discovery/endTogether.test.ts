import { endTogether } from './endTogether';

/** Does some work, and gives the signal that it was handed. */
async function begin(
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<{ own?: AbortSignal; failure?: unknown }> {
  let own: AbortSignal | undefined;
  try {
    await endTogether(signal, async given => {
      own = given;
      await work();
    });
    return { own };
  } catch (failure) {
    return { own, failure };
  }
}

describe('endTogether', () => {
  it('does not abort what has succeeded, even when the caller is aborted later', async () => {
    const caller = new AbortController();
    const { own } = await begin(caller.signal, async () => {});
    caller.abort();
    expect(own?.aborted).toBe(false);
  });

  it('aborts what is still on its way when the work fails', async () => {
    const failure = new Error('no room');
    const ended = await begin(new AbortController().signal, async () => {
      throw failure;
    });
    expect(ended.failure).toBe(failure);
    expect(ended.own?.reason).toBe(failure);
  });

  it('aborts the work with the reason of the caller', async () => {
    const caller = new AbortController();
    const reason = new Error('stop');
    const { own } = await begin(caller.signal, async () => {
      caller.abort(reason);
    });
    expect(own?.reason).toBe(reason);
  });

  it('begins nothing for a caller who is aborted', async () => {
    const reason = new Error('stop');
    const { own, failure } = await begin(
      AbortSignal.abort(reason),
      async () => {},
    );
    expect(failure).toBe(reason);
    expect(own).toBeUndefined();
  });
});
