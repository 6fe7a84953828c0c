/** What no database takes as text, as JSON has it; a look that is not thorough. */
const UNFIT = /\\u(?:0000|d[89a-f])/;

/**
 * The values of rows, in the order of the columns, as a parameter that is
 * JSON. PostgreSQL has no place for a zero character in a text, nor for half of
 * a pair of surrogates.
 */
export function toJsonParameter<Row extends object>(
  rows: readonly Row[],
  { columns }: { columns: readonly (keyof Row)[] },
): string {
  const values = rows.map(row => columns.map(column => row[column]));
  const json = JSON.stringify(values);
  return UNFIT.test(json)
    ? JSON.stringify(values, (_, value: unknown) =>
        typeof value === 'string' ? toFit(value) : value,
      )
    : json;
}

/** As a driver would send it. */
function toFit(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '');
}
