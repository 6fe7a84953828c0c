import { FaultRow, faultKinds, faultRows } from '../rig/faultRows';
import { readDocument } from './readDocument';
import { readTable } from './readTable';

/** What comes of a fault, in the words of the table. */
function toEnd({ does, holds, fails, byName }: FaultRow): string {
  if (fails) {
    return `${does} | ${holds}; fails`;
  }
  // The last words of `holds` then are about who knows names alone.
  return `${does} | ${holds}${byName?.fails ? ', and fails' : ''}`;
}

const kinds = Object.entries(faultKinds);

/** What the table calls a fault, which it may share with others. */
function toName({ fault }: FaultRow): string {
  const kind = kinds.find(([, faults]) => faults.includes(fault));
  return kind?.[0] ?? fault;
}

describe('docs/reliability.md', () => {
  it('lists the faults that are tested, and what comes of each', () => {
    const rows = new Map<string, Set<string>>();
    for (const row of faultRows) {
      const end = toEnd(row);
      rows.set(end, (rows.get(end) ?? new Set()).add(toName(row)));
    }

    expect(
      readTable(readDocument('docs/reliability.md'), 'faults').map(
        ([faults, ...end]) => [faults?.split('; '), end.join(' | ')],
      ),
    ).toEqual([...rows].map(([end, faults]) => [[...faults], end]));
  });

  it.each(kinds)('calls faults of which the same comes %s', (_, faults) => {
    const rows = faultRows.filter(({ fault }) => faults.includes(fault));

    expect(rows).toHaveLength(faults.length);
    expect(new Set(rows.map(toEnd)).size).toBe(1);
  });
});
