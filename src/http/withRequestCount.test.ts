import { answer, request } from './testing/answers';
import { withRequestCount } from './withRequestCount';

describe('withRequestCount', () => {
  it('tells whoever asked of each request that is sent', async () => {
    const onRequest = jest.fn();
    const fetch = withRequestCount(async () => answer(200));
    await fetch(request({ onRequest }));
    await fetch(request({ onRequest }));
    expect(onRequest).toHaveBeenCalledTimes(2);
  });
});
