import { TargetRegistry } from './TargetRegistry';

describe('TargetRegistry', () => {
  it('tells which of the others emit the same', () => {
    const registry = new TargetRegistry();
    expect(registry.note('one', new Set(['a', 'b']))).toEqual(new Map());
    expect(registry.note('two', new Set(['b', 'c']))).toEqual(
      new Map([['one', ['b']]]),
    );
    expect(registry.note('three', new Set(['d']))).toEqual(new Map());
  });

  it('goes by what a provider emitted last', () => {
    const registry = new TargetRegistry();
    registry.note('one', new Set(['a']));
    registry.note('one', new Set(['b']));
    expect(registry.note('two', new Set(['a']))).toEqual(new Map());
  });
});
