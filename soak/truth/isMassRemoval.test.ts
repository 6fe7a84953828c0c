import { isMassRemoval } from './isMassRemoval';

/** Of so many locations that are held, so many are gone. */
function judge(options: { held: number; gone: number }): boolean {
  const targets = Array.from({ length: options.held }, (_, index) => `${index}`);
  const held = new Map(
    targets.map(target => [
      target,
      { target, defaultBranch: 'main', isShown: true },
    ]),
  );
  const truth = new Map(
    targets.slice(options.gone).map(target => [target, 'main']),
  );
  return isMassRemoval(held, { truth });
}

describe('isMassRemoval', () => {
  it('is so for ten of them and more than thirty percent', () => {
    expect(judge({ held: 28, gone: 11 })).toBe(true);
    expect(judge({ held: 33, gone: 10 })).toBe(true);
  });

  it('is not so for fewer, or for a smaller share', () => {
    expect(judge({ held: 20, gone: 9 })).toBe(false);
    expect(judge({ held: 40, gone: 12 })).toBe(false);
  });
});
