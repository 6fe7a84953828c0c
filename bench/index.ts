import { parseArgs } from 'node:util';

import { benchCases } from './cases';
import { describeMachine } from './describeMachine';
import { toPlainTable } from './document/toPlainTable';
import type { BenchCase, CaseResult } from './types';
import { writeResults } from './writeResults';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function chooseCases(name: string | undefined): readonly BenchCase[] {
  const chosen = benchCases.filter(
    each => name === undefined || each.name === name,
  );
  if (chosen.length === 0) {
    throw new Error(`There is no case "${name}"; --list shows them all`);
  }
  return chosen;
}

async function runCases(cases: readonly BenchCase[]): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const { name, title, run } of cases) {
    process.stderr.write(`${title}\n`);
    results.push({ name, title, ...(await run()) });
  }
  return results;
}

/**
 * Runs all cases, or the one of `--case`, and writes their figures to the
 * documents.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    benchCases.forEach(({ name, title }) => print(`${name}: ${title}`));
    return;
  }
  const machine = describeMachine();
  const cases = await runCases(chooseCases(values.case));
  print(`\n${toPlainTable(cases)}\n`);
  writeResults({ machine, cases });
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
