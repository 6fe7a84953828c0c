import { HttpFetch, RequestContext } from '../http';
import { answer } from '../http/testing/answers';
import { BodyTooLargeError, RequestTimeoutError } from '../http/transportErrors';
import { readJsonPages } from './readPages';
import { RestClient } from './RestClient';
import { projectPageSchema } from './schemas';

const apiBaseUrl = 'https://git.example.com/rest/api/1.0';

const toTimeout = (url: string): Error =>
  new RequestTimeoutError({ url, timeoutMs: 30_000 });

/** A list of 120 projects on a server that is in time for so many rows at most. */
function createSlow({
  inTime,
  toError = toTimeout,
}: {
  inTime: number;
  toError?: typeof toTimeout;
}) {
  const asked: (RequestContext & { start: number; limit: number })[] = [];
  const fetch: HttpFetch = async ({ url, ...context }) => {
    const query = new URL(url).searchParams;
    const start = Number(query.get('start'));
    const limit = Number(query.get('limit'));
    asked.push({ ...context, start, limit });
    if (limit > inTime) {
      throw toError(url);
    }
    const end = Math.min(120, start + limit);
    const body = JSON.stringify({
      values: Array.from({ length: end - start }, (_, i) => ({
        key: `P${start + i}`,
      })),
      isLastPage: end === 120,
      nextPageStart: end === 120 ? null : end,
    });
    return answer(200, { body });
  };
  const readAll = async (options: { limit?: number } = {}) => {
    const keys: string[] = [];
    const pages = readJsonPages(projectPageSchema, {
      rest: new RestClient({ apiBaseUrl, fetch, secrets: [] }),
      resource: { segments: ['projects'] },
      context: {},
      ...options,
    });
    for await (const { value } of pages) {
      keys.push(...value.values.map(({ key }) => key));
    }
    return keys;
  };
  return { asked, readAll };
}

describe('readJsonPages', () => {
  it('asks for 1,000 rows at a time', async () => {
    const { asked, readAll } = createSlow({ inTime: 1_000 });
    expect(await readAll()).toHaveLength(120);
    expect(asked.map(({ limit }) => limit)).toEqual([1_000]);
  });

  it('asks for 250 rows and then 50 after a timeout, and stays with what is in time', async () => {
    const { asked, readAll } = createSlow({ inTime: 50 });
    const keys = await readAll();
    expect(new Set(keys).size).toBe(120);
    expect(asked.map(({ start, limit }) => [start, limit])).toEqual([
      [0, 1_000],
      [0, 250],
      [0, 50],
      [50, 50],
      [100, 50],
    ]);
  });

  it('asks for less also where a page is larger than is taken', async () => {
    const { asked, readAll } = createSlow({
      inTime: 250,
      toError: url => new BodyTooLargeError({ url, maxBytes: 16 }),
    });
    expect(await readAll()).toHaveLength(120);
    expect(asked.map(({ limit }) => limit)).toEqual([1_000, 250]);
  });

  it('asks for a quarter and a twentieth where a page is longer', async () => {
    const { asked, readAll } = createSlow({ inTime: 500 });
    await readAll({ limit: 10_000 });
    expect(asked.map(({ limit }) => limit)).toEqual([10_000, 2_500, 500]);
  });

  it('leaves what is left of the retries to the shortest page, and fails with it', async () => {
    const { asked, readAll } = createSlow({ inTime: 1 });
    await expect(readAll()).rejects.toThrow('was not answered within 30 s');
    expect(asked).toMatchObject([
      { canAskForLess: true, retriesSpent: 0 },
      { canAskForLess: true, retriesSpent: 1 },
      { canAskForLess: false, retriesSpent: 2 },
    ]);
  });
});
