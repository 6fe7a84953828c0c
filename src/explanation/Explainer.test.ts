import { mockCredentials } from '@backstage/backend-test-utils';
import { ObservedProvider } from '../provider';
import { Explainer, isOfHost } from './Explainer';

function isSame(named: string, options: { configured: string }): boolean {
  return isOfHost(named, {
    host: { api: { isOwnHost: host => host === 'git.internal' } },
    config: { host: options.configured },
  });
}

describe('isOfHost', () => {
  it.each([
    ['git.example.com', 'git.example.com:8443'],
    ['GIT.example.com:7999', 'git.example.com'],
    ['[::1]:7999', '[::1]:7990'],
    ['git.internal', 'git.example.com'],
  ])('takes %s for %s', (named, configured) => {
    expect(isSame(named, { configured })).toBe(true);
  });

  it.each([
    ['example.com', 'git.example.com'],
    ['[::2]:7990', '[::1]:7990'],
    ['no host', 'git.example.com'],
    ['', 'git.example.com'],
  ])('tells %p from %s', (named, configured) => {
    expect(isSame(named, { configured })).toBe(false);
  });
});

describe('Explainer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('gives up a look after 45 seconds, whatever that waits for', async () => {
    const explainer = new Explainer();
    explainer.add({
      config: { id: 'main', host: 'git.example.com' },
      reconciler: { reconcile: () => new Promise(() => {}) },
    } as unknown as ObservedProvider);
    const explained = explainer
      .explain(
        { projectKey: 'PLAT', repoSlug: 'api', look: 'now' },
        { credentials: mockCredentials.user() },
      )
      .catch(error => error);
    await jest.advanceTimersByTimeAsync(45_000);
    expect(await explained).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('within 45 seconds'),
    });
    expect(jest.getTimerCount()).toBe(0);
  });
});
