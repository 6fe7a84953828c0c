import { type Profile, toShareWithin } from './toShareWithin';

const node = (id: number, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName: 'some', url },
  children,
});
const named = (id: number, functionName: string) => ({
  id,
  callFrame: { functionName, url: '' },
});

const nodes: Profile['nodes'] = [
  node(1, 'file:///app.js', [2, 4]),
  node(2, 'file:///store/a.js', [3]),
  node(3, 'node:internal'),
  node(4, 'file:///other.js'),
  named(5, '(garbage collector)'),
  named(6, '(idle)'),
  named(7, '(program)'),
];

function measure(samples: [id: number, ms: number][]): number {
  return toShareWithin(
    {
      nodes,
      samples: samples.map(([id]) => id),
      timeDeltas: samples.map(([, ms]) => ms * 1000),
    },
    { files: /\/store\// },
  );
}

describe('toShareWithin', () => {
  it('counts functions of the files, and what they have called', () => {
    expect(
      measure([
        [1, 1],
        [2, 2],
        [3, 4],
        [4, 5],
      ]),
    ).toBe(0.5);
  });

  it('leaves out idle time and collections', () => {
    expect(
      measure([
        [2, 1],
        [4, 3],
        [5, 10],
        [6, 10],
      ]),
    ).toBe(0.25);
  });

  it('takes native code outside of any function for the work of others', () => {
    expect(
      measure([
        [2, 1],
        [7, 3],
      ]),
    ).toBe(0.25);
  });

  it('is nothing where nothing was done', () => {
    expect(measure([[6, 1]])).toBe(0);
  });
});
