import type { CaseResult } from '../types';
import { toPlainTable } from './toPlainTable';

const result: CaseResult = {
  name: 'one',
  title: 'A case',
  measurements: [],
  checks: [
    {
      figure: 'time',
      ours: '1.00 s',
      upstream: '10.0 s',
      ideal: '0.90 s',
      bar: 'at most 2 s',
      isMet: true,
    },
    { figure: 'refusals', ours: '7', bar: 'none', isMet: false },
    { figure: 'requests', ours: '1,021', isMet: true },
  ],
};

describe('toPlainTable', () => {
  it('aligns the figures beneath the title of their case', () => {
    expect(toPlainTable([result]).split('\n')).toEqual([
      '  figure    this module  upstream  ideal   bar',
      '  --------  -----------  --------  ------  -----------  ------',
      'A case',
      '  time      1.00 s       10.0 s    0.90 s  at most 2 s  met',
      '  refusals  7                              none         MISSED',
      '  requests  1,021',
    ]);
  });
});
