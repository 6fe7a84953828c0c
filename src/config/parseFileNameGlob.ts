import { InputError } from '@backstage/errors';
import { Minimatch } from 'minimatch';
import { hasGlobCharacters } from './hasGlobCharacters';
import { CatalogPath } from './types';

const escaped = /\\./gsu;
const characterClass = /\[[^\]]+\]/gu;
const braceSet =
  /\{(?:[^{}]*,[^{}]*|-?\d+\.\.-?\d+(?:\.\.-?\d+)?|[a-z]\.\.[a-z])\}/giu;

/**
 * Parses the last part of a catalog path, a literal name or a glob, once.
 *
 * @remarks
 * `*`, `?`, `[abc]`, `{a,b}` and extended sets such as `+(a|b)` are a glob. A
 * wildcard does not match a name's first dot, so `*.yaml` leaves
 * `.pre-commit-config.yaml` alone; `.*.yaml` matches it. A backslash before
 * one of these characters makes it literal. What minimatch would quietly take
 * for a literal, such as an open bracket, is an error.
 *
 * @internal
 */
export function parseFileNameGlob(
  name: string,
  options: { key: string },
): Pick<CatalogPath, 'fileName' | 'matches'> {
  if (hasGlobCharacters(name)) {
    assertGlob(name, options);
  }
  const glob = new Minimatch(name, {
    dot: false,
    nocomment: true,
    nonegate: true,
    platform: 'linux',
  });
  const [only, ...others] = glob.set.map(parts => parts[0]);
  return typeof only === 'string' && others.length === 0
    ? { fileName: only, matches: fileName => fileName === only }
    : { matches: fileName => glob.match(fileName) };
}

function assertGlob(name: string, options: { key: string }): void {
  const problem = findProblem(name.replace(escaped, 'x'));
  if (problem) {
    throw new InputError(
      `${options.key} ends in '${name}', which is not a valid glob: ${problem}; mend it, or put a backslash before a character that belongs to the name`,
    );
  }
}

function findProblem(glob: string): string | undefined {
  const ranges = (glob.match(characterClass) ?? [])
    .flatMap(set => [...set.matchAll(/([^-[])-([^-\]])/gu)])
    .map(([, from = '', to = '']) => ({ from, to }));
  const backwards = ranges.find(({ from, to }) => from > to);
  if (backwards) {
    return `the range ${backwards.from}-${backwards.to} runs backwards`;
  }
  const withoutClasses = glob.replace(characterClass, 'x');
  if (withoutClasses.includes('[')) {
    return 'a [ is not closed';
  }
  if (/[{}]/u.test(withoutBraceSets(withoutClasses))) {
    return 'a { wants two or more names, with commas between them, and a }';
  }
  if (/[@!+*?]\([^)]*$/u.test(withoutClasses)) {
    return 'a ( is not closed';
  }
  return undefined;
}

function withoutBraceSets(glob: string): string {
  const next = glob.replace(braceSet, 'x');
  return next === glob ? glob : withoutBraceSets(next);
}
