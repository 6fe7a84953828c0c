/**
 * Gives the rows of the table of a document that has such a first heading, cell
 * by cell.
 */
export function readTable(text: string, heading: string): string[][] {
  const [table = ''] = text.slice(text.indexOf(`| ${heading} |`)).split('\n\n');
  return table
    .split('\n')
    .slice(2)
    .map(row => row.split('|').slice(1, -1).map(cell => cell.trim()));
}

/**
 * Gives what stands in a cell between backticks.
 */
export function namesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
