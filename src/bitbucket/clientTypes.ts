/**
 * A project as the REST API gives it.
 *
 * @public
 */
export type BitbucketServerProject = {
  key: string;
};

/**
 * A repository as the REST API gives it.
 *
 * @remarks
 * What the server leaves out is not there, whatever the type says: servers
 * before 8.0 know no `archived`, an empty `description` is often left out, and
 * no server names the `defaultBranch`, which
 * `BitbucketServerClient.getDefaultBranch` asks for.
 *
 * @public
 */
export type BitbucketServerRepository = {
  project: {
    key: string;
  };
  slug: string;
  description: string;
  links: Record<
    string,
    {
      href: string;
    }[]
  >;
  archived: boolean;
  defaultBranch: string;
};

/**
 * The default branch of a repository. Current servers leave out the fields
 * behind `type`.
 *
 * @public
 */
export type BitbucketServerDefaultBranch = {
  id: string;
  displayId: string;
  type: string;
  latestCommit: string;
  latestChangeset: string;
  isDefault: boolean;
};

/**
 * Which part of a list is asked for: `start` is 0 and `limit` is the
 * server's, 25 mostly, where they are left out.
 *
 * @public
 */
export type BitbucketServerListOptions = {
  [key: string]: number | undefined;
  limit?: number | undefined;
  start?: number | undefined;
};

/**
 * One page of a list; `nextPageStart` is missing on the last one.
 *
 * @public
 */
export type BitbucketServerPagedResponse<T> = {
  size: number;
  limit: number;
  start: number;
  isLastPage: boolean;
  values: T[];
  nextPageStart: number;
};
