import type { CaseResult, Machine } from '../types';
import { toCompleteTables } from './toCompleteTables';

const machine: Machine = {
  date: '2026-01-01',
  node: 'v20.0.0',
  os: 'Linux x64',
  cores: 2,
  cpu: 'A CPU',
  load: 0.5,
};

const toCase = (title: string, check: Partial<CaseResult['checks'][0]>) => ({
  name: title,
  title,
  measurements: [],
  checks: [{ figure: 'time', ours: '1 s', isMet: true, ...check }],
});

describe('toCompleteTables', () => {
  it('puts runs of one machine and day into one table, with their loads', () => {
    const runs = [
      { machine, cases: [toCase('one', { ideal: '0.9 s' })] },
      {
        machine: { ...machine, load: 0.25 },
        cases: [toCase('two', { upstream: '9 s', bar: 'at most 2 s' })],
      },
    ];

    expect(toCompleteTables(runs).split('\n')).toEqual([
      '2026-01-01, Node v20.0.0, Linux x64, 2 cores (A CPU), load 0.25 to 0.50:',
      '',
      '| case | figure | this module | upstream | bar |',
      '| --- | --- | --- | --- | --- |',
      '| one | time | 1 s (ideal: 0.9 s) |  |  |',
      '| two | time | 1 s | 9 s | at most 2 s |',
    ]);
  });

  it('gives another machine a table of its own', () => {
    const runs = [
      { machine, cases: [toCase('one', {})] },
      { machine: { ...machine, cpu: 'B' }, cases: [toCase('two', {})] },
    ];

    expect(toCompleteTables(runs)).toContain('|\n\n2026-01-01, Node v20.0.0');
  });

  it('says which bar is missed', () => {
    const cases = [toCase('one', { bar: 'at most 0.5 s', isMet: false })];

    expect(toCompleteTables([{ machine, cases }])).toContain(
      '| at most 0.5 s: **missed** |',
    );
  });
});
