import { InputError } from '@backstage/errors';
import { CatalogRef, isRefName } from '../paths';
import { text, toShownValue, wanted } from './optionTypes';

const BRANCH_PREFIX = 'refs/heads/';
/** No branch can be called that; to git it is the default branch. */
const HEAD = 'HEAD';

/** A branch by its short name or as `refs/heads/...`, or `HEAD`, the default branch. */
export const branchOrHead = text
  .refine(name => !toShort(name).startsWith('refs/'), {
    error: ({ input }) =>
      `is '${input}', and only branches are looked at; give it the name of a branch, such as main or refs/heads/main`,
  })
  .refine(
    name => isRefName(toShort(name)),
    wanted('this cannot be the name of a branch'),
  );

export const branch = branchOrHead.refine(
  name => name !== HEAD,
  wanted('the default branch is looked at where the key is left out'),
);

function toShort(name: string): string {
  return name.startsWith(BRANCH_PREFIX)
    ? name.slice(BRANCH_PREFIX.length)
    : name;
}

function toRef(name: string): CatalogRef {
  if (name === HEAD) {
    return {};
  }
  const ref = `${BRANCH_PREFIX}${toShort(name)}`;
  return { ref, query: `?at=${encodeURIComponent(ref)}` };
}

/**
 * Gives where catalog files are looked for, in this order: on `branch` and
 * `fallbackBranch`, or on the default branch where neither is set. An
 * upstream-style `?at=` in `catalogPath` does not go with them.
 */
export function toCatalogRefs(
  options: { readonly branch?: string; readonly fallbackBranch?: string },
  { key, at }: { key: string; at?: CatalogRef },
): CatalogRef[] {
  const { branch: first, fallbackBranch: second } = options;
  const refuseFallback = (advice: string) =>
    new InputError(`${key}.fallbackBranch is ${toShownValue(second)}; ${advice}`);
  if (first === undefined) {
    if (second !== undefined) {
      throw refuseFallback(
        'it is looked at in repositories without the branch: set branch as well',
      );
    }
    return [at ?? {}];
  }
  if (at) {
    throw new InputError(
      `${key}.branch is ${toShownValue(first)}; and ${key}.catalogPath holds ${at.query}: leave that out`,
    );
  }
  const ref = toRef(first);
  if (second === undefined) {
    return [ref];
  }
  const fallback = toRef(second);
  if (fallback.ref === ref.ref) {
    throw refuseFallback('name another than in branch');
  }
  return [ref, fallback];
}
