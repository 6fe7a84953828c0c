import type { CaseResult, Machine } from '../types';
import { toSummary } from './toSummary';

const machine: Machine = {
  date: '2026-01-01',
  node: 'v20.0.0',
  os: 'Linux x64',
  cores: 2,
  cpu: 'A CPU',
  load: 0.5,
};

const one: CaseResult = {
  name: 'one',
  title: 'Case one',
  measurements: [],
  checks: [
    { figure: 'time', ours: '1 s', upstream: '9 s', isMet: true },
    { figure: 'heap', ours: '50 MB', bar: 'at most 40 MB', isMet: false },
    { figure: 'requests', ours: '7', isMet: true },
  ],
};

const two: CaseResult = {
  ...one,
  name: 'two',
  title: 'Case two',
  checks: [{ figure: 'time', ours: '2 s', isMet: true }],
};

const runs = [
  { machine, cases: [one] },
  { machine, cases: [two] },
];

describe('toSummary', () => {
  it('takes the named figures of all runs, in the order of their names', () => {
    const figures = [
      { name: 'two', figure: 'time' },
      { name: 'one', figure: 'requests' },
      { name: 'one', figure: 'time' },
    ];

    expect(toSummary(runs, { figures }).split('\n')).toEqual([
      '| case | figure | this module | upstream |',
      '| --- | --- | --- | --- |',
      '| Case two | time | 2 s |  |',
      '| Case one | requests | 7 |  |',
      '|  | time | 1 s | 9 s |',
    ]);
  });

  it.each([
    { name: 'three', figure: 'time' },
    { name: 'two', figure: 'heap' },
  ])('throws where there is no $figure of $name', figure => {
    expect(() => toSummary(runs, { figures: [figure] })).toThrow(
      `The results lack "${figure.figure}" of the case ${figure.name}`,
    );
  });
});
