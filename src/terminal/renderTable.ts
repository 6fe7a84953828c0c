import Table from 'cli-table3';
import { toPrintable } from './toPrintable';

/** The library's time grows with the square of the rows. */
const ROWS_AT_ONCE = 100;

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'mid', 'left', 'right'].flatMap(side =>
    ['', '-mid', '-left', '-right'].map(part => [`${side}${part}`, '']),
  ),
);

/** Renders rows as a table without lines; a cell may hold several lines of text. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map(row => row.map(toPrintable));
  const colWidths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((most, row) => Math.max(most, toWidth(row[column] ?? '')), 0),
  );
  const parts: string[] = [];
  for (let from = 0; from < cells.length; from += ROWS_AT_ONCE) {
    const table = new Table({
      chars: { ...NO_LINES, middle: '  ' },
      colWidths,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    });
    table.push(...cells.slice(from, from + ROWS_AT_ONCE));
    parts.push(table.toString().replace(/ +$/gm, ''));
  }
  return parts.join('\n');
}

/** At least what a terminal takes. */
function toWidth(cell: string): number {
  return Math.max(
    ...cell.split('\n').map(line => {
      const wide = line.match(/[^\0-\x7f]/gu)?.length ?? 0;
      return line.length + wide;
    }),
  );
}
