import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { applyChange } from './applyChange';
import { listRepairs } from './listRepairs';

describe('listRepairs', () => {
  it('gives what it takes until everything can be seen, and then nothing', () => {
    const standIn = new StandInBitbucket({
      baseUrl: 'http://x',
      projects: [{ key: 'A', hidden: true }, { key: 'B' }],
      repositories: [
        { project: 'A', slug: 'one', hidden: true },
        { project: 'B', slug: 'two', hidden: true, state: 'OFFLINE' },
        { project: 'B', slug: 'fine' },
      ],
    });
    const repairs = listRepairs(standIn.model);
    expect(repairs.map(({ type }) => type)).toEqual([
      'show-project',
      'show-repository',
      'show-repository',
      'set-state',
    ]);
    repairs.forEach(change => applyChange(change, { standIn }));
    expect(listRepairs(standIn.model)).toEqual([]);
  });
});
