import { parseArgs } from 'node:util';

import { benchCases } from './cases';
import { describeMachine } from './describeMachine';
import { toPlainTable } from './document/toPlainTable';
import type { BenchCase, CaseResult } from './types';
import { writeResults } from './writeResults';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function chooseCases(names: readonly string[]): readonly BenchCase[] {
  const unknown = names.find(
    name => !benchCases.some(each => each.name === name),
  );
  if (unknown !== undefined) {
    throw new Error(`There is no case "${unknown}"; --list shows them all`);
  }
  return benchCases.filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
}

/** Runs cases, and writes the figures as they come: it takes long. */
async function runCases(cases: readonly BenchCase[]): Promise<CaseResult[]> {
  const machine = describeMachine();
  const results: CaseResult[] = [];
  for (const { name, title, run } of cases) {
    process.stderr.write(`${title}\n`);
    results.push({ name, title, ...(await run()) });
    writeResults({ machine, cases: results });
  }
  return results;
}

/**
 * Runs all cases, or those that `--case` names, and writes their figures to
 * the documents.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    benchCases.forEach(({ name, title }) => print(`${name}: ${title}`));
    return;
  }
  const cases = await runCases(chooseCases(values.case));
  print(`\n${toPlainTable(cases)}\n`);
  const missed = cases
    .flatMap(({ checks }) => checks)
    .filter(({ isMet }) => !isMet).length;
  print(missed === 0 ? 'Every bar is met.' : `Bars missed: ${missed}.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
