import { setupServer } from 'msw/node';

import { StandInFaults } from './faults/StandInFaults';
import { createStandInHandlers } from './mswHandler';
import { StandInBitbucket } from './StandInBitbucket';

const baseUrl = 'https://git.example.com/bitbucket';
const projectsUrl = `${baseUrl}/rest/api/1.0/projects`;
const server = setupServer();

function use(options: { respond?: 'reset' | 'hang' | 'cut' | 'html' } = {}) {
  const { respond } = options;
  const standIn = new StandInBitbucket({
    baseUrl,
    projects: [{ key: 'ONE' }],
    credentials: { token: 'T' },
    emptyDefaultBranch: 'no-content',
    repositories: [{ project: 'ONE', slug: 'empty' }],
  });
  const rules = respond ? [{ match: '', respond }] : [];
  const faults = new StandInFaults({ rules });
  server.use(...createStandInHandlers(standIn, { faults }));
  return standIn;
}

const init = { headers: { Authorization: 'Bearer T' } };

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('createStandInHandlers', () => {
  it('answers in process and logs the request', async () => {
    const standIn = use();
    const response = await fetch(`${projectsUrl}?limit=5`, init);
    expect(response.headers.get('x-ausername')).toBe('standin');
    expect(await response.json()).toMatchObject({ values: [{ key: 'ONE' }] });
    expect(standIn.requests).toEqual([
      { method: 'GET', path: '/bitbucket/rest/api/1.0/projects?limit=5' },
    ]);
  });

  it('answers 204 without a body', async () => {
    use();
    const url = `${projectsUrl}/ONE/repos/empty/default-branch`;
    const response = await fetch(url, init);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
  });

  it('reports an address outside of the API', async () => {
    const standIn = use();
    expect((await fetch(`${baseUrl}/projects/ONE`, init)).status).toBe(404);
    expect(standIn.unknownRequests).toHaveLength(1);
  });

  it('fails the request on a reset', async () => {
    use({ respond: 'reset' });
    await expect(fetch(projectsUrl, init)).rejects.toThrow();
  });

  it('fails the body in the middle when it is cut', async () => {
    use({ respond: 'cut' });
    const response = await fetch(projectsUrl, init);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('never answers a hanging request, which can be given up', async () => {
    const standIn = use({ respond: 'hang' });
    const controller = new AbortController();
    const { signal } = controller;
    const pending = fetch(projectsUrl, { ...init, signal });
    while (standIn.requests.length === 0) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
