import { answer, request } from './testing/answers';
import { withHeaders } from './withHeaders';

describe('withHeaders', () => {
  it('adds its headers to those of every request', async () => {
    const next = jest.fn(async () => answer(200));
    const fetch = withHeaders(next, { headers: { authorization: 'Bearer t' } });
    await fetch(request({ headers: { accept: 'application/json' } }));
    expect(next).toHaveBeenCalledWith(
      request({
        headers: { authorization: 'Bearer t', accept: 'application/json' },
      }),
    );
  });
});
