/** A backslash with what it makes literal, or a class such as `[a-z]`. */
const escapeOrClass =
  /\\.|\[(?:[!^]|(?![!^]))(?:\]|\\.|[^\]\\/])(?:\\.|[^\]\\/])*\]/gsu;

/** Three take some 50 ms for the worst name that is matched; four take seconds. */
const MAX_WILDCARDS = 3;

/**
 * Says what is wrong with a glob without brace sets; undefined where nothing
 * is.
 *
 * @remarks
 * Two kinds of faults: what minimatch would quietly take for a literal, or for
 * something else than it says, and what takes it seconds or years to match
 * against some name. Whoever may push to a repository chooses its names.
 */
export function findGlobFault(glob: string): string | undefined {
  const classes = (glob.match(escapeOrClass) ?? []).filter(isClass);
  const bare = glob.replace(escapeOrClass, each => (isClass(each) ? '?' : 'x'));
  return (
    classes.map(findClassFault).find(Boolean) ??
    findOpenFault(bare) ??
    bare.split('/').map(findSlowFault).find(Boolean)
  );
}

function isClass(text: string): boolean {
  return text.startsWith('[');
}

function findClassFault(characterClass: string): string | undefined {
  const members = characterClass.slice(1, -1).replace(/^[!^]/u, '');
  // minimatch fails over some of these, such as the one in [[:alpha:]]-*.
  if (members.includes('[:')) {
    return 'write a range such as [a-z] for a [:class:]';
  }
  return [...members.matchAll(/(\\.|[^\\])-(\\.|[^\\])/gsu)]
    .map(([, from = '', to = '']) => ({ from, to }))
    .filter(({ from, to }) => toLiteral(from) > toLiteral(to))
    .map(({ from, to }) => `the range ${from}-${to} runs backwards`)[0];
}

function toLiteral(member: string): string {
  return member.replace(/^\\/u, '');
}

function findOpenFault(bare: string): string | undefined {
  if (bare.includes('[')) {
    return 'a [ is not closed before the next / or the end';
  }
  if (/[{}]/u.test(dropSingleNames(bare))) {
    return 'a { wants two or more names, with commas between them, and a }';
  }
  if (/[@!+*?]\([^()/]*[@!+*?]\(/u.test(bare)) {
    return 'a set such as +(a|b) cannot stand in another, or is not closed';
  }
  if (/[@!+*?]\([^)/]*(?:\/|$)/u.test(bare)) {
    return 'a ( is not closed before the next / or the end';
  }
  if (/[@!+*?]\(\)/u.test(bare)) {
    return 'a ( wants one or more names, with | between them, and a )';
  }
  if (/[^/]\*\*|\*\*[^/]/u.test(bare)) {
    return '** stands for directories only as a part of its own, as in **/*.yaml';
  }
  return undefined;
}

/** As in a shell, `{id}` is a name with braces: it leaves nothing to choose. */
function dropSingleNames(bare: string): string {
  const dropped = bare.replace(/\{(?:(?!\.\.)[^{},])*\}/gu, 'x');
  return dropped === bare ? bare : dropSingleNames(dropped);
}

function findSlowFault(part: string): string | undefined {
  const wildcards = part.match(/\*|[@!+?]\(/gu) ?? [];
  if (part !== '**' && wildcards.length > MAX_WILDCARDS) {
    return `it has more than ${MAX_WILDCARDS} of * and sets such as +(a|b) between two slashes, which could take hours to match`;
  }
  const repeated = [...part.matchAll(/[+*]\(([^)]*)\)/gu)];
  return repeated.every(([, names = '']) => isUnambiguous(names.split('|')))
    ? undefined
    : 'what +(a|b) or *(a|b) repeats has to be names without wildcards, none of which begins with another, or it could take years to match';
}

/** Whether there is one way at most to make a text out of these names. */
function isUnambiguous(names: readonly string[]): boolean {
  return names.every(
    (name, index) =>
      !/[*?]/u.test(name) &&
      names.every((other, at) => at === index || !other.startsWith(name)),
  );
}
