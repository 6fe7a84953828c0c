import { InputError } from '@backstage/errors';
import { ConfigSection } from './ConfigSection';
import { isRefName } from './isRefName';
import { CatalogRef } from './types';

const BRANCH_PREFIX = 'refs/heads/';
/** No branch can be called that; to git it is the default branch. */
const HEAD = 'HEAD';

/** The default branch, whatever it is called. */
const DEFAULT_BRANCH: CatalogRef = {};

/**
 * Reads `branch` and `fallbackBranch`: where catalog files are looked for, in
 * this order; on the default branch where neither is set.
 *
 * @remarks
 * Both take a branch by its short name or as `refs/heads/...`, and
 * `fallbackBranch` also takes `HEAD`, the default branch. An upstream-style
 * `?at=` in `catalogPath` does not go with them.
 *
 * @internal
 */
export function readCatalogRefs(
  provider: ConfigSection,
  { at }: { at?: CatalogRef },
): CatalogRef[] {
  const branch = readRef(provider, 'branch');
  const fallback = readRef(provider, 'fallbackBranch');
  if (branch && at) {
    throw provider.toError(
      'branch',
      `and ${provider.keyOf('catalogPath')} holds ${at.query}: leave that out`,
    );
  }
  if (fallback && !branch) {
    throw provider.toError(
      'fallbackBranch',
      'it is looked at in repositories without the branch: set branch as well',
    );
  }
  if (fallback && fallback.ref === branch?.ref) {
    throw provider.toError('fallbackBranch', 'name another than in branch');
  }
  if (!branch) {
    return [at ?? DEFAULT_BRANCH];
  }
  return fallback ? [branch, fallback] : [branch];
}

function readRef(
  provider: ConfigSection,
  name: 'branch' | 'fallbackBranch',
): CatalogRef | undefined {
  const value = provider.readString(name);
  if (value === undefined) {
    return undefined;
  }
  if (value === HEAD) {
    if (name === 'branch') {
      throw provider.toError(
        name,
        'the default branch is looked at where the key is left out',
      );
    }
    return DEFAULT_BRANCH;
  }
  const short = value.startsWith(BRANCH_PREFIX)
    ? value.slice(BRANCH_PREFIX.length)
    : value;
  if (short.startsWith('refs/')) {
    throw new InputError(
      `${provider.keyOf(name)} is '${value}', and only branches are looked at; give it the name of a branch, such as main or refs/heads/main`,
    );
  }
  if (!isRefName(short)) {
    throw provider.toError(name, 'this cannot be the name of a branch');
  }
  const ref = `${BRANCH_PREFIX}${short}`;
  return { ref, query: `?at=${encodeURIComponent(ref)}` };
}
