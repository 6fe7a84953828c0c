import type { JsonObject } from '@backstage/types';
import { readTestConfig } from '../discovery/testing/readTestConfig';
import { touchesBranchThatIsRead } from './touchesBranchThatIsRead';

/** Whether a push to branches matters where `trunk` is the default branch. */
function matters(
  branches: readonly string[],
  options: { provider?: JsonObject; defaultBranch?: string } = {},
): boolean {
  const { provider, defaultBranch } = options;
  return touchesBranchThatIsRead(
    branches.map(branch => `refs/heads/${branch}`),
    { config: readTestConfig(provider), row: { defaultBranch } },
  );
}

describe('touchesBranchThatIsRead', () => {
  it.each<[string, string[], boolean]>([
    ['the default branch', ['trunk'], true],
    ['another branch', ['main'], false],
    ['a branch of which it is the end', ['feature/trunk'], false],
    ['a branch in other letters', ['Trunk'], false],
    ['both', ['main', 'trunk'], true],
  ])('goes by the remembered default branch on a push to %s', (_, to, is) => {
    expect(matters(to, { defaultBranch: 'trunk' })).toBe(is);
  });

  it('is true of any branch where the default one was never seen', () => {
    expect(matters(['wip'])).toBe(true);
  });

  it('is true of any branch of a repository that is not remembered', () => {
    const config = readTestConfig();
    expect(
      touchesBranchThatIsRead(['refs/heads/wip'], { config, row: undefined }),
    ).toBe(true);
  });

  it.each<[string, string[], boolean]>([
    ['release/2', ['release/2'], true],
    ['refs/heads/release/2', ['release/2'], true],
    ['release/2', ['trunk'], false],
    ['release/2', ['2'], false],
    ['refs/tags/v2', ['v2'], false],
  ])('goes by ?at=%s alone on a push to %p', (ref, to, is) => {
    const provider = { catalogPath: `/catalog-info.yaml?at=${ref}` };
    expect(matters(to, { provider, defaultBranch: 'trunk' })).toBe(is);
    expect(matters(to, { provider })).toBe(is);
  });

  it.each<[string[], boolean]>([
    [['next'], true],
    [['spare'], true],
    [['trunk'], false],
    [['trunk', 'next'], true],
  ])('goes by branch and fallbackBranch on a push to %p', (to, is) => {
    const provider = { branch: 'next', fallbackBranch: 'refs/heads/spare' };
    expect(matters(to, { provider, defaultBranch: 'trunk' })).toBe(is);
  });

  it.each<[string, boolean]>([
    ['next', true],
    ['trunk', true],
    ['other', false],
  ])('counts the default branch where it is the fallback, on a push to %s', (to, is) => {
    const provider = { branch: 'next', fallbackBranch: 'HEAD' };
    expect(matters([to], { provider, defaultBranch: 'trunk' })).toBe(is);
  });
});
