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

  it('tells of each answer, and of none where there is none', async () => {
    const onAnswer = jest.fn();
    const refused = request({ onAnswer });
    await withRequestCount(async () => answer(404))(refused);
    expect(onAnswer.mock.calls).toEqual([[{ url: refused.url, status: 404 }]]);

    const broken = withRequestCount(async () => {
      throw new Error('reset');
    });
    await expect(broken(refused)).rejects.toThrow('reset');
    expect(onAnswer).toHaveBeenCalledTimes(1);
  });
});
