/**
 * Gives the rows that are meant, in the order that they have. Each word of the
 * text has to be somewhere in a row, whatever its letters' case.
 *
 * @param {readonly Row[]} rows
 * @param {Choice} choice
 */
function selectRows(rows, choice) {
  const { result, provider, projectId, reason } = choice;
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    row =>
      (!result || row.result === result) &&
      (!provider || row.provider === provider) &&
      (!projectId || row.projectId === projectId) &&
      (!reason || row.reason === reason) &&
      words.every(word => row.searched.includes(word)),
  );
}
