import type { JsonObject } from '@backstage/types';
import { readTestConfig } from '../discovery/testing/readTestConfig';
import { isCertainlyLeftOut } from './isCertainlyLeftOut';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const inOtherLetters = { projectKey: 'orbit', repoSlug: 'Antenna' };

function isLeftOut(
  name: { projectKey: string; repoSlug: string },
  filters: JsonObject,
): boolean {
  return isCertainlyLeftOut(name, readTestConfig({ filters }));
}

describe('isCertainlyLeftOut', () => {
  it.each<[string, JsonObject, boolean]>([
    ['no filter', {}, false],
    ['a project that is included', { projectKey: 'ORBIT' }, false],
    ['another project', { projectKey: 'SEA' }, true],
    ['a repository that is included', { repoSlug: 'ant.*' }, false],
    ['another repository', { repoSlug: 'buoy' }, true],
    ['a project that is excluded', { exclude: { projectKey: 'ORBIT' } }, true],
    ['a repository that is excluded', { exclude: { repoSlug: 'ant.*' } }, true],
  ])('goes by the name where the filter names %s', (_, filters, is) => {
    expect(isLeftOut(antenna, filters)).toBe(is);
  });

  it.each<[string, JsonObject]>([
    ['projectKey', { projectKey: 'ORBIT' }],
    ['repoSlug', { repoSlug: 'antenna' }],
    ['projectKey, among others', { projectKey: ['SEA', 'ORBIT'] }],
    ['a pattern that knows letter case', { projectKey: '^ORB' }],
  ])(
    'is not certain of a name in other letters where it is included by %s',
    (_, filters) => {
      expect(isLeftOut(inOtherLetters, filters)).toBe(false);
    },
  );

  it('is certain of a name that is included in no letters', () => {
    expect(isLeftOut(inOtherLetters, { projectKey: 'SEA' })).toBe(true);
  });

  it('is certain of a personal project where those are not taken in', () => {
    const notes = { projectKey: '~noor', repoSlug: 'notes' };
    expect(isLeftOut(notes, {})).toBe(true);
    const config = readTestConfig({ includePersonalRepos: true });
    expect(isCertainlyLeftOut(notes, config)).toBe(false);
  });
});
