import type { FileRow, KnownFile, Sight } from './types';

/**
 * Where it is kept what is known of files, and the counter that orders it.
 */
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
