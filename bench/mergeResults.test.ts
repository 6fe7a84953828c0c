import { mergeResults } from './mergeResults';
import type { Results } from './types';

const run = (date: string, names: string[]): Results => ({
  machine: { date, node: 'v20', os: 'Linux', cores: 2, cpu: 'any', load: 0 },
  cases: names.map(name => ({
    ...{ name, title: `${name} of ${date}`, checks: [], measurements: [] },
  })),
});

describe('mergeResults', () => {
  it('puts a case in place of its former figures, and keeps all others', () => {
    const merged = mergeResults(
      [run('Monday', ['a', 'b']), run('Tuesday', ['c'])],
      run('Friday', ['b', 'd']),
    );
    expect(merged).toEqual([
      run('Monday', ['a']),
      run('Tuesday', ['c']),
      run('Friday', ['b', 'd']),
    ]);
  });

  it('keeps nothing of a run of which every case was measured again', () => {
    const now = run('Friday', ['a', 'b', 'c']);
    expect(mergeResults([run('Monday', ['a', 'b'])], now)).toEqual([now]);
  });
});
