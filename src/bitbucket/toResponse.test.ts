import { ResponseError } from '@backstage/errors';
import { toResponse } from './toResponse';

const url = 'https://git.example.com/rest/api/1.0/projects';

function create(status: number): Response {
  const headers = new Headers({ 'content-type': 'text/plain' });
  const body = Buffer.from('the body');
  return toResponse({ status, statusText: 'words', headers, body }, { url });
}

describe('toResponse', () => {
  it('gives status, words, headers, address and body', async () => {
    const response = create(404);
    expect(response).toMatchObject({ status: 404, statusText: 'words', url });
    expect(response.ok).toBe(false);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('the body');
  });

  it.each([204, 205, 304])('leaves out the body with %d', async status => {
    expect(await create(status).text()).toBe('');
  });

  it.each([199, 600, 999])(
    'gives a status of %d, which no Response can be made with, as no good one',
    async status => {
      const response = create(status);
      expect(response.status).toBe(status);
      expect(response.ok).toBe(false);
      const error = await ResponseError.fromResponse(response);
      expect(error.statusCode).toBe(status);
    },
  );
});
