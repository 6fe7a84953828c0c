import { ProviderConfig } from '../config';
import { RepositoryRow } from '../memory';

const BRANCH_PREFIX = 'refs/heads/';

/** Whether a push touches a branch that is read, or may, while no default branch is known. */
export function touchesBranchThatIsRead(
  refs: readonly string[],
  options: {
    config: Pick<ProviderConfig, 'refs'>;
    row: Pick<RepositoryRow, 'defaultBranch'> | undefined;
  },
): boolean {
  const { config, row } = options;
  return config.refs.some(({ ref = row?.defaultBranch }) =>
    ref === undefined ? true : refs.includes(toFullRef(ref)),
  );
}

function toFullRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `${BRANCH_PREFIX}${ref}`;
}
