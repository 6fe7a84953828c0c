import type { HeldLocation } from '../catalog/types';
import { findDifferences } from './findDifferences';

function find(options: {
  truth?: Record<string, string>;
  held?: Record<string, string>;
  always?: string[];
  ever?: string[];
  outOfSight?: string[];
}): string[] {
  const { truth = {}, held = {}, always = [], ever = [] } = options;
  const { outOfSight = [] } = options;
  return findDifferences({
    truth: new Map(Object.entries(truth)),
    held: new Map(
      Object.entries(held).map(([target, defaultBranch]) => [
        target,
        { target, defaultBranch, isShown: true } satisfies HeldLocation,
      ]),
    ),
    watch: { always: new Set(always), ever: new Set(ever) },
    isOutOfSight: target => outOfSight.includes(target),
  });
}

describe('findDifferences', () => {
  it('finds nothing where the catalog holds the truth', () => {
    expect(find({ truth: { a: 'main' }, held: { a: 'main' } })).toEqual([]);
  });

  it('finds what is missing, what is too much, and an old default branch', () => {
    const truth = { a: 'main', b: 'main' };
    const held = { b: 'master', c: 'main' };
    expect(find({ truth, held })).toEqual([
      'lost: a',
      'stale: c',
      'stale: b says master, not main',
    ]);
  });

  it('asks of what is out of sight only what was there all the time', () => {
    const outOfSight = ['a', 'b'];
    const truth = { a: 'main', b: 'main' };
    expect(find({ truth, outOfSight })).toEqual([]);
    expect(find({ truth, outOfSight, always: ['a'] })).toEqual(['lost: a']);
  });

  it('lets what is out of sight stay as it was, and nothing that never was', () => {
    const outOfSight = ['a', 'b'];
    const held = { a: 'main', b: 'main' };
    expect(find({ held, outOfSight, ever: ['a', 'b'] })).toEqual([]);
    expect(find({ held, outOfSight, ever: ['a'] })).toEqual(['stale: b']);
  });
});
