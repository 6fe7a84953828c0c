import { BitbucketServerResponseError, RequestError } from '../bitbucket';
import { UnknownGroups } from './UnknownGroups';

function answered(status: number, exceptionName?: string): RequestError {
  const url = 'https://git.example.com/rest/api/1.0/projects';
  return new BitbucketServerResponseError({ url, status, exceptionName });
}

describe('UnknownGroups', () => {
  it('groups by kind of error, status and exception, the largest group first', () => {
    const groups = new UnknownGroups();
    groups.add(answered(500), 'A/1');
    groups.add(answered(403, 'X'), 'A/2');
    groups.add(answered(403, 'X'), 'A/3');
    groups.add(answered(403, 'Y'), 'A/4');
    groups.add(new Error('bug'), 'A/5');
    expect(groups.sorted().map(({ names }) => names)).toEqual([
      ['A/2', 'A/3'],
      ['A/1'],
      ['A/4'],
      ['A/5'],
    ]);
  });

  it('counts all and names five', () => {
    const groups = new UnknownGroups();
    for (let index = 1; index <= 100; index += 1) {
      groups.add(answered(500), `A/${index}`);
    }
    expect(groups.sorted()).toEqual([
      expect.objectContaining({
        count: 100,
        names: ['A/1', 'A/2', 'A/3', 'A/4', 'A/5'],
      }),
    ]);
  });
});
