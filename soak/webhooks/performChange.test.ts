import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import type { Change } from '../changes/types';
import { performChange } from './performChange';

const about = { project: 'A', slug: 'one' };

function perform(change: Change) {
  const standIn = new StandInBitbucket({
    baseUrl: 'http://x',
    projects: [{ key: 'A' }],
    repositories: [{ ...about, files: { old: '' } }],
  });
  return performChange(change, { standIn });
}

const toKeys = (change: Change) =>
  perform(change).map(({ eventKey }) => eventKey);

describe('performChange', () => {
  it('gives the old and the new name of a renamed repository', () => {
    expect(perform({ type: 'rename', ...about, to: 'two' })).toMatchObject([
      {
        eventKey: 'repo:modified',
        body: { old: { slug: 'one' }, new: { slug: 'two' } },
      },
    ]);
  });

  it('gives a repository that is gone as it was', () => {
    expect(perform({ type: 'remove-repository', ...about })).toMatchObject([
      { eventKey: 'repo:deleted', body: { repository: { slug: 'one' } } },
    ]);
  });

  it('gives a push to another branch for a file there, and for its end', () => {
    const pushed = { ...about, branch: 'develop' };
    const toPushes = (type: string) => [
      { body: { changes: [{ ref: { id: 'refs/heads/develop' }, type }] } },
    ];
    expect(
      perform({ type: 'write-file', ...pushed, path: 'x' }),
    ).toMatchObject(toPushes('UPDATE'));
    expect(perform({ type: 'remove-branch', ...pushed })).toMatchObject(
      toPushes('DELETE'),
    );
  });

  it('gives a push to the default branch for a file', () => {
    const pushes = perform({ type: 'write-file', ...about, path: 'x' });
    expect(pushes).toMatchObject([
      {
        eventKey: 'repo:refs_changed',
        body: { changes: [{ ref: { id: 'refs/heads/main' }, type: 'UPDATE' }] },
      },
    ]);
  });

  it('gives a creation and a push for a repository that is new', () => {
    expect(
      toKeys({
        type: 'add-repository',
        project: 'A',
        slug: 'two',
        branch: 'main',
        paths: [],
      }),
    ).toEqual(['repo:created', 'repo:refs_changed']);
  });

  it('gives nothing for what a server tells nobody of', () => {
    expect(toKeys({ type: 'hide-repository', ...about })).toEqual([]);
    expect(toKeys({ type: 'set-state', ...about, state: 'OFFLINE' })).toEqual(
      [],
    );
    expect(toKeys({ type: 'remove-project', project: 'A' })).toEqual([]);
  });
});
