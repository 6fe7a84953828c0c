import type { RepositoryState } from '../../dev/standin/types';

interface AboutProject {
  readonly project: string;
}

interface AboutRepository extends AboutProject {
  readonly slug: string;
}

/**
 * Something that happens at the server.
 */
export type Change =
  | (AboutProject & {
      readonly type:
        | 'add-project'
        | 'remove-project'
        | 'hide-project'
        | 'show-project';
    })
  | (AboutRepository & {
      readonly type: 'add-repository';
      readonly branch: string;
      /** Without any, the repository is empty. */
      readonly paths: readonly string[];
    })
  | (AboutRepository & {
      readonly type:
        | 'remove-repository'
        | 'hide-repository'
        | 'show-repository'
        | 'archive'
        | 'unarchive'
        | 'empty-repository';
    })
  | (AboutRepository & { readonly type: 'rename'; readonly to: string })
  | (AboutRepository & {
      readonly type: 'write-file' | 'remove-file';
      readonly path: string;
      /** Where it is not the default one. */
      readonly branch?: string;
    })
  | (AboutRepository & {
      readonly type: 'remove-branch';
      readonly branch: string;
    })
  | (AboutRepository & {
      readonly type: 'add-label' | 'remove-label';
      readonly label: string;
    })
  | (AboutRepository & {
      readonly type: 'switch-branch';
      readonly to: string;
      /** What the branch gets where it is new; none leaves it missing. */
      readonly paths: readonly string[];
    })
  | (AboutRepository & {
      readonly type: 'set-state';
      readonly state: RepositoryState;
    });
