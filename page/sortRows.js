/**
 * Gives the rows in another order. What is empty comes last both ways, and
 * rows that are alike keep the order that they have.
 *
 * @param {readonly Row[]} rows
 * @param {{ toKey: Column['toKey'], direction: Order['direction'] }} options
 */
function sortRows(rows, { toKey, direction }) {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map(row => ({ row, key: toKey(row) }))
    .sort((one, other) =>
      one.key === '' || other.key === ''
        ? Number(one.key === '') - Number(other.key === '')
        : sign * compare(one.key, other.key),
    )
    .map(({ row }) => row);
}
