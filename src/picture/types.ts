/** What the page is drawn from: it knows nothing else. */
export interface Picture {
  readonly takenAt: string;
  readonly providers: readonly PicturedProvider[];
}

export interface PicturedProvider {
  readonly id: string;
  readonly host: string;
  readonly status: 'complete' | 'incomplete' | 'failed';
  /** Whether somebody has looked if the files are there. */
  readonly isLookedAt: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly summary: string;
  /** What a run costs, in lines; none where it broke off. */
  readonly cost: readonly string[];
  readonly rows: readonly PicturedRow[];
}

/** One repository, or without a slug a project of which none was looked at. */
export interface PicturedRow {
  readonly projectKey: string;
  readonly repoSlug?: string;
  readonly result: 'in' | 'out' | 'unknown';
  /** Why it is out, or nobody knows. */
  readonly why?: string;
  readonly files: readonly PicturedFile[];
  /** How many more it has than may be taken in. */
  readonly filesLeftOut?: number;
}

export interface PicturedFile {
  readonly path: string;
  /** Undefined where the server names none. */
  readonly branch?: string;
  /** Where it can be looked at. */
  readonly target: string;
}
