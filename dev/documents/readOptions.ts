import { readDocument } from './readDocument';

/** A row of one of the tables of options in docs/configuration.md. */
export interface OptionRow {
  /** The second column, which mostly is the default. */
  readonly value: string;
  /** The third one, which in the table of providers is an example. */
  readonly example: string;
}

/** Reads one of the tables of options in docs/configuration.md, by option. */
export function readOptions(heading: string): Map<string, OptionRow> {
  const page = readDocument('docs/configuration.md');
  const from = page.indexOf(`| ${heading} |`);
  const [table = ''] = page.slice(from).split('\n\n');
  return new Map(
    table
      .split('\n')
      .slice(2)
      .flatMap(row => {
        const [, names = '', value = '', example = ''] = row.split('|');
        return [...names.matchAll(/`([^`]+)`/g)].map(
          ([, name = '']) =>
            [
              name,
              {
                value: value.trim(),
                example: example.trim().replace(/^`|`$/g, ''),
              },
            ] as const,
        );
      }),
  );
}
