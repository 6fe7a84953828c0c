import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { HttpRequest } from '../../src/http';
import { NetworkError } from '../../src/http/transportErrors';
import { createStandInFetch } from './createStandInFetch';
import { StandInFaults } from './faults/StandInFaults';
import { StandInBitbucket } from './StandInBitbucket';

const baseUrl = 'https://git.example.com/bitbucket';
const url = `${baseUrl}/rest/api/1.0/projects`;
const request: HttpRequest = { url, headers: { Authorization: 'Bearer T' } };

function create(options: { respond?: 'reset' | 'hang' | 'cut' } = {}) {
  const { respond } = options;
  const standIn = new StandInBitbucket({
    baseUrl,
    projects: [{ key: 'ONE' }],
    credentials: { token: 'T' },
  });
  const rules = respond ? [{ match: '', respond }] : [];
  const flights: number[] = [];
  const fetch = createStandInFetch(standIn, {
    faults: new StandInFaults({ rules }),
    onFlight: change => flights.push(change),
  });
  return { standIn, fetch, flights };
}

describe('createStandInFetch', () => {
  it('answers in process, logs the request, and tells of it', async () => {
    const { standIn, fetch, flights } = create();
    const answer = await fetch({ ...request, url: `${url}?limit=5` });
    expect([answer.status, answer.statusText]).toEqual([200, 'OK']);
    expect(answer.headers.get('x-ausername')).toBe('standin');
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      values: [{ key: 'ONE' }],
    });
    expect(standIn.requests).toEqual([
      { method: 'GET', path: '/bitbucket/rest/api/1.0/projects?limit=5' },
    ]);
    expect(flights).toEqual([1, -1]);
  });

  it('reports an address outside of the API', async () => {
    const { standIn, fetch } = create();
    const answer = await fetch({ ...request, url: `${baseUrl}/projects/ONE` });
    expect(answer.status).toBe(404);
    expect(standIn.unknownRequests).toHaveLength(1);
  });

  it.each(['reset', 'cut'] as const)(
    'fails as a connection that broke where the answer is a %s',
    async respond => {
      const { fetch, flights } = create({ respond });
      await expect(fetch(request)).rejects.toThrow(NetworkError);
      expect(flights).toEqual([1, -1]);
    },
  );

  it('answers a hanging request never, which ends as it is aborted', async () => {
    const { standIn, fetch, flights } = create({ respond: 'hang' });
    const controller = new AbortController();
    const pending = fetch({ ...request, signal: controller.signal });
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect([standIn.requests.length, flights]).toEqual([1, [1]]);
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
    expect(flights).toEqual([1, -1]);
  });

  it('sends nothing that is aborted already', async () => {
    const { standIn, fetch } = create();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(fetch({ ...request, signal })).rejects.toThrow('enough');
    expect(standIn.requests).toEqual([]);
  });

  it('saves the body of a good answer to a file, and no other', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'stand-in-'));
    const saveBodyTo = path.join(folder, 'body');
    const { fetch } = create();
    const refused = await fetch({ ...request, headers: {}, saveBodyTo });
    expect(refused.body.toString()).toContain('errors');
    expect(() => readFileSync(saveBodyTo)).toThrow('ENOENT');
    const { body } = await fetch({ ...request, saveBodyTo });
    expect(body).toHaveLength(0);
    expect(readFileSync(saveBodyTo, 'utf8')).toContain('"ONE"');
    rmSync(folder, { recursive: true });
  });
});
