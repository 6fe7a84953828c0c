/** The address of a repository, or of a file in it, where people browse it. */
export interface BrowseUrl {
  /** Scheme, host and context path. */
  readonly baseUrl: string;
  readonly projectKey: string;
  readonly repoSlug: string;
  /** The path as it stands in the address, encoded and with a leading slash; empty for the repository itself. */
  readonly encodedPath: string;
  /** The query as it stands in the address, with its `?`. */
  readonly query: string;
}

const BROWSE_URL =
  /^(https?:\/\/[^/?#]+(?:\/[^?#]*?)??)\/(projects|users)\/([^/?#]+)\/repos\/([^/?#]+)\/browse(\/[^?#]*)?(\?[^#]*)?$/i;

/** Parses the address of a repository or file; undefined where it is none. */
export function parseBrowseUrl(url: string): BrowseUrl | undefined {
  const [, baseUrl, kind, owner, slug, path, query] =
    BROWSE_URL.exec(url) ?? [];
  if (!baseUrl || !owner || !slug || !URL.canParse(url)) {
    return undefined;
  }
  const key = toDecoded(owner);
  const repoSlug = toDecoded(slug);
  if (isDots(key) || isDots(repoSlug)) {
    return undefined;
  }
  return {
    baseUrl,
    projectKey: kind?.toLowerCase() === 'users' ? `~${key}` : key,
    repoSlug,
    encodedPath: path && path !== '/' ? path : '',
    query: query ?? '',
  };
}

/** Builds the address where a repository is browsed, also in a personal project. */
export function toBrowseUrl(
  baseUrl: string,
  options: { projectKey: string; repoSlug: string },
): string {
  const { projectKey, repoSlug } = options;
  const owner = projectKey.startsWith('~')
    ? `users/${encodeURIComponent(projectKey.slice(1))}`
    : `projects/${encodeURIComponent(projectKey)}`;
  return `${baseUrl}/${owner}/repos/${encodeURIComponent(repoSlug)}/browse`;
}

/**
 * Builds the target of a file from its repository's address.
 *
 * @remarks
 * Only what Backstage's URL reader could not read is encoded, so that every
 * other target is the one the upstream module emits: `%`, `#`, `?`, `\`, white
 * space, control characters, and `*`, which the catalog would take for a
 * search.
 */
export function toFileTarget(
  browseUrl: string,
  options: { path: string; query?: string },
): string {
  const encodedPath = options.path.replace(/[%#?*\\\s\p{Cc}]/gu, character =>
    character === '*' ? '%2A' : encodeURIComponent(character),
  );
  return `${browseUrl.replace(/\/$/, '')}/${encodedPath}${options.query ?? ''}`;
}

/** No name, but a way to somewhere else. */
export function isDots(segment: string): boolean {
  return segment === '.' || segment === '..';
}

/** Decodes what is percent-encoded; leaves a text as it is that cannot be decoded. */
export function toDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a project is a user's own: its key begins with a tilde. */
export function isPersonalProject(projectKey: string): boolean {
  return projectKey.startsWith('~');
}
