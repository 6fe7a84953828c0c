import { renderTable } from './renderTable';

describe('renderTable', () => {
  it('puts the cells of a column beneath each other, with no blanks at the ends', () => {
    expect(
      renderTable([
        ['REPOSITORY', 'RESULT', 'WHY'],
        ['A/long-slug', 'in', 'one\ntwo'],
        ['B', 'unknown', ''],
      ]),
    ).toBe(
      [
        'REPOSITORY   RESULT   WHY',
        'A/long-slug  in       one',
        '                      two',
        'B            unknown',
      ].join('\n'),
    );
  });

  it('keeps the columns of a long table in line, and every row of it', () => {
    const rows = Array.from({ length: 1_001 }, (_, row) => [
      'x'.repeat((row % 7) + 1),
      `${row}`,
    ]);
    const lines = renderTable(rows).split('\n');

    expect(lines).toHaveLength(1_001);
    expect(lines.map(line => line.slice(9))).toEqual(
      rows.map(([, row]) => row),
    );
  });

  it('cuts no cell, also where characters are wide', () => {
    expect(renderTable([['表表表', 'é'], ['a', 'b']])).toContain('表表表');
  });

  it('writes out what would tell a terminal what to do', () => {
    expect(renderTable([['a\u001b[31mb\r\u0007']])).toBe(
      'a\\x1b[31mb\\x0d\\x07',
    );
  });
});
