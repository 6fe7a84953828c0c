import { isOfHost } from './Explainer';

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
