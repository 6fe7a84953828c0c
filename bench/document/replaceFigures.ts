const begin = '<!-- figures: written by npm run bench -->';
const end = '<!-- end of figures -->';

/**
 * Puts figures in place of those between the markers of a document.
 */
export function replaceFigures(
  document: string,
  options: { figures: string },
): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The document lacks "${begin}" and "${end}" behind it`);
  }
  return [
    document.slice(0, from + begin.length),
    options.figures,
    document.slice(to),
  ].join('\n\n');
}
