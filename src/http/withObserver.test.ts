import { answer, request } from './testing/answers';
import {
  BodyTooLargeError,
  CertificateError,
  NetworkError,
  RequestTimeoutError,
} from './transportErrors';
import { withObserver } from './withObserver';

const { url } = request();
const cause = new Error('no route');

const createObserver = () => ({
  onEnd: jest.fn(),
  onRetry: jest.fn(),
  onWaited: jest.fn(),
});

describe('withObserver', () => {
  it('tells whoever asked of each request that is sent', async () => {
    const onRequest = jest.fn();
    const fetch = withObserver(async () => answer(200), {});
    await fetch(request({ onRequest }));
    await fetch(request({ onRequest }));
    expect(onRequest).toHaveBeenCalledTimes(2);
  });

  it('tells whoever asked of each answer, and of none where there is none', async () => {
    const onAnswer = jest.fn();
    const asked = request({ onAnswer });
    await withObserver(async () => answer(404), {})(asked);
    expect(onAnswer.mock.calls).toEqual([[{ url, status: 404 }]]);

    const broken = withObserver(() => Promise.reject(cause), {});
    await expect(broken(asked)).rejects.toBe(cause);
    expect(onAnswer).toHaveBeenCalledTimes(1);
  });

  it('tells the status of each answer, and on whose behalf it was asked for', async () => {
    const observer = createObserver();
    const fetch = withObserver(async () => answer(404), { observer });
    const asked = request({ onBehalfOf: 'main' });
    expect((await fetch(asked)).status).toBe(404);
    expect(observer.onEnd.mock.calls).toEqual([[asked, 404]]);
  });

  it.each([
    ['timeout', new RequestTimeoutError({ url, timeoutMs: 1 })],
    ['network', new NetworkError({ url, cause })],
    ['network', new CertificateError({ url, fault: 'untrusted', cause })],
    ['too-large', new BodyTooLargeError({ url, maxBytes: 1, cause })],
    ['error', cause],
  ])('tells of a %s, and throws it', async (ending, error) => {
    const observer = createObserver();
    const fetch = withObserver(() => Promise.reject(error), { observer });
    const asked = request();
    await expect(fetch(asked)).rejects.toBe(error);
    expect(observer.onEnd.mock.calls).toEqual([[asked, ending]]);
  });

  it('tells of what a run has aborted as aborted', async () => {
    const observer = createObserver();
    const fetch = withObserver(() => Promise.reject(cause), { observer });
    const asked = request({ signal: AbortSignal.abort(cause) });
    await expect(fetch(asked)).rejects.toBe(cause);
    expect(observer.onEnd.mock.calls).toEqual([[asked, 'aborted']]);
  });
});
