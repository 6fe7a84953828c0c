import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { Chance } from '../random/Chance';
import { applyChange } from './applyChange';
import { drawChange } from './drawChange';
import { KEPT_PROJECT } from './names';
import type { Change } from './types';

const DRAWN = 2000;

function live(seed: number): {
  standIn: StandInBitbucket;
  changes: Change[];
} {
  const chance = new Chance({ seed });
  const projects = [{ key: KEPT_PROJECT }];
  const standIn = new StandInBitbucket({ baseUrl: 'http://x', projects });
  const changes: Change[] = [];
  while (changes.length < DRAWN) {
    const change = drawChange(chance, standIn);
    applyChange(change, { standIn });
    changes.push(change);
  }
  return { standIn, changes };
}

describe('drawChange', () => {
  it('draws what can happen at that moment, of every kind', () => {
    const types = new Set(live(1).changes.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'add-label',
      'add-project',
      'add-repository',
      'archive',
      'empty-repository',
      'hide-project',
      'hide-repository',
      'remove-branch',
      'remove-file',
      'remove-label',
      'remove-project',
      'remove-repository',
      'rename',
      'set-state',
      'show-project',
      'show-repository',
      'switch-branch',
      'unarchive',
      'write-file',
    ]);
  });

  it('draws the same for the same seed', () => {
    expect(live(5).changes).toEqual(live(5).changes);
  });

  it('neither empties the server nor fills it without end', () => {
    const { model } = live(2).standIn;
    const repositories = model
      .projects()
      .flatMap(({ key }) => model.repositoriesOf(key));
    expect(repositories.length).toBeGreaterThan(5);
    expect(repositories.length).toBeLessThan(120);
    expect(model.project(KEPT_PROJECT)?.hidden).toBeFalsy();
  });
});
