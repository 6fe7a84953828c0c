import { answer, request } from './testing/answers';
import { settle } from './testing/settle';
import { HttpResponse } from './types';
import { withBatches } from './withBatches';

interface End {
  resolve(response: HttpResponse): void;
  reject(error: Error): void;
}

/** A fetch whose answers come when a test lets them. */
function createFetch() {
  const ends: End[] = [];
  const fetch = withBatches(
    () =>
      new Promise<HttpResponse>((resolve, reject) => {
        ends.push({ resolve, reject });
      }),
  );
  return { fetch, ends };
}

/** All that answers may lead to before the next piece of news from the network. */
const passMicrotasks = () =>
  new Promise<void>(resolve => {
    process.nextTick(resolve);
  });

async function passRound() {
  await passMicrotasks();
  await new Promise<void>(resolve => {
    setImmediate(resolve);
  });
}

describe('withBatches', () => {
  it('hands on at the end of a round of the event loop the answers that come in it', async () => {
    const { fetch, ends } = createFetch();
    const events: string[] = [];
    const asked = ['first', 'second'].map(async name => {
      await fetch(request());
      events.push(`${name} handed on`);
    });
    for (const [index, name] of ['first', 'second'].entries()) {
      events.push(`${name} comes`);
      ends[index]!.resolve(answer(200));
      await passMicrotasks();
    }
    await Promise.all(asked);
    expect(events).toEqual([
      'first comes',
      'second comes',
      'first handed on',
      'second handed on',
    ]);
  });

  it('keeps no answer longer than for the round that it comes in', async () => {
    const { fetch, ends } = createFetch();
    const first = settle(fetch(request()));
    const second = settle(fetch(request()));
    const response = answer(200);
    ends[0]!.resolve(response);
    await passRound();
    expect(first.value).toBe(response);
    expect(second.state).toBe('pending');

    ends[1]!.resolve(answer(404));
    await passRound();
    expect(second.value?.status).toBe(404);
  });

  it('hands on a failure at once', async () => {
    const { fetch, ends } = createFetch();
    const asked = settle(fetch(request()));
    ends[0]!.reject(new Error('no route'));
    await passMicrotasks();
    expect(asked.error).toEqual(new Error('no route'));
  });
});
