import type { HeldLocation } from '../catalog/types';
import { TruthWatch } from './TruthWatch';

const toTruth = (...targets: string[]) =>
  new Map(targets.map(target => [target, 'main'] as const));

const toHeld = (shown: string[], options: { neverRead?: string[] } = {}) =>
  new Map<string, HeldLocation>(
    [...shown, ...(options.neverRead ?? [])].map(target => [
      target,
      { target, defaultBranch: 'main', isShown: shown.includes(target) },
    ]),
  );

const inSight = { isOutOfSight: () => false };

describe('TruthWatch', () => {
  it('keeps as there all the time only what no change has taken away', () => {
    const watch = new TruthWatch();
    watch.settle(toTruth('a', 'b'), { held: toHeld(['a', 'b']) });
    watch.note(toTruth('a'), inSight);
    watch.note(toTruth('a', 'b', 'c'), inSight);
    expect([...watch.always]).toEqual(['a']);
  });

  it('keeps all that was ever there, or held', () => {
    const watch = new TruthWatch();
    watch.settle(toTruth('a'), { held: toHeld(['a', 'kept']) });
    watch.note(toTruth('b'), inSight);
    watch.note(toTruth('c'), inSight);
    expect([...watch.ever].sort()).toEqual(['a', 'b', 'c', 'kept']);
  });

  it('promises nothing of what no API has shown, or is not held', () => {
    const watch = new TruthWatch();
    watch.settle(toTruth('a', 'b', 'c'), {
      held: toHeld(['a'], { neverRead: ['b'] }),
    });
    expect([...watch.always]).toEqual(['a']);
  });

  it('keeps as fresh what was put in and could be seen ever since', () => {
    const watch = new TruthWatch();
    const truth = toTruth('a', 'b', 'c');
    watch.noteAdded(['a', 'b', 'c', 'gone'], { truth, ...inSight });
    watch.note(toTruth('a', 'b'), { isOutOfSight: each => each === 'b' });
    watch.note(truth, inSight);
    expect([...watch.fresh]).toEqual(['a']);
    watch.forgetFresh();
    expect([...watch.fresh]).toEqual([]);
  });
});
