/** A file by the address under which the catalog asks for it. */
export interface FileTarget {
  /** The address as the catalog has it. */
  readonly target: string;
  /** The REST address that stands for it, as messages name it. */
  readonly restUrl: string;
  readonly host: string;
  readonly projectKey: string;
  readonly repoSlug: string;
  /** From the root on, decoded. */
  readonly path: string;
  /** The ref as it was asked for; the default branch where it is left out. */
  readonly at?: string;
}

export interface Sight {
  /** Git's id of what it holds; undefined where it certainly is not there. */
  readonly contentId: string | undefined;
  /** The revision before it was asked for. */
  readonly seenFrom: number;
  /** The revision after it was answered. */
  readonly seenUntil: number;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly confirmedAt: number;
}

export interface KnownFile extends Sight {
  /** What was seen from an earlier revision is not believed. */
  readonly doubtedAt: number;
}

/** One address that was asked for, and what is known of it. */
export interface FileRow extends KnownFile {
  readonly targetKey: string;
  readonly target: string;
  readonly host: string;
  readonly repositoryKey: string;
  readonly directoryKey: string;
  readonly fileKey: string;
  /** When it was last asked for, in milliseconds since the epoch. */
  readonly askedAt: number;
}

/** Where it is kept what is known of files, and the counter that orders it. */
export interface FileRows {
  /** Where the counter stands: what is begun now. */
  currentRevision(): Promise<number>;
  /** Moves the counter on: what ends now. */
  nextRevision(): Promise<number>;
  get(targetKey: string): Promise<FileRow | undefined>;
  list(
    key: Pick<FileRow, 'directoryKey'> | Pick<FileRow, 'fileKey'>,
  ): Promise<readonly FileRow[]>;
  /** Does nothing where the row is there. */
  insert(row: FileRow): Promise<void>;
  /** Puts other knowledge in a row, unless somebody else was faster. */
  swap(row: FileRow, known: KnownFile): Promise<boolean>;
  /**
   * Moves the sight of files on that are known to hold this very content; of
   * those alone that are not doubted and were seen from earlier.
   */
  confirm(
    files: readonly Pick<FileRow, 'fileKey' | 'contentId'>[],
    sight: Omit<Sight, 'contentId'>,
  ): Promise<void>;
  /** Doubts all files of a repository, as of a revision. */
  doubt(repositoryKey: string, options: { revision: number }): Promise<void>;
  touch(targetKey: string, options: { askedAt: number }): Promise<void>;
  /** How many of a host were asked for since then. */
  count(options: { host: string; askedSince: number }): Promise<number>;
  /** Deletes those that nobody has asked for since then. */
  forget(options: { askedBefore: number }): Promise<void>;
}
