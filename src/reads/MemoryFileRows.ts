import type { FileRow, FileRows, KnownFile, Sight } from './types';
import { isDoubted } from './takeIn';

/**
 * Keeps what is known of files in this process alone. The counter goes with the
 * clock where that is ahead of it, so that it does not begin anew with the next
 * process: etags outlive this one.
 */
export class MemoryFileRows implements FileRows {
  readonly #rows = new Map<string, FileRow>();
  /** The same rows by the other keys, which are hashes and so no two alike. */
  readonly #groups = new Map<string, Set<string>>();
  #revision = 0;

  async currentRevision(): Promise<number> {
    this.#revision = Math.max(this.#revision, Date.now());
    return this.#revision;
  }

  async nextRevision(): Promise<number> {
    this.#revision = Math.max(this.#revision + 1, Date.now());
    return this.#revision;
  }

  async get(targetKey: string): Promise<FileRow | undefined> {
    return this.#rows.get(targetKey);
  }

  async list(
    key: Pick<FileRow, 'directoryKey'> | Pick<FileRow, 'fileKey'>,
  ): Promise<readonly FileRow[]> {
    const [group] = Object.values(key) as string[];
    return this.#inGroup(group);
  }

  async insert(row: FileRow): Promise<void> {
    const { targetKey } = row;
    if (this.#rows.has(targetKey)) {
      return;
    }
    this.#rows.set(targetKey, row);
    for (const group of toGroups(row)) {
      const keys = this.#groups.get(group) ?? new Set();
      this.#groups.set(group, keys.add(targetKey));
    }
  }

  async swap(row: FileRow, known: KnownFile): Promise<boolean> {
    if (this.#rows.get(row.targetKey) !== row) {
      return false;
    }
    this.#rows.set(row.targetKey, { ...row, ...known });
    return true;
  }

  async confirm(
    files: readonly Pick<FileRow, 'fileKey' | 'contentId'>[],
    sight: Omit<Sight, 'contentId'>,
  ): Promise<void> {
    for (const { fileKey, contentId } of files) {
      for (const row of this.#inGroup(fileKey)) {
        if (
          row.contentId === contentId &&
          row.seenFrom < sight.seenFrom &&
          !isDoubted(row)
        ) {
          const seenUntil = Math.max(row.seenUntil, sight.seenUntil);
          this.#rows.set(row.targetKey, { ...row, ...sight, seenUntil });
        }
      }
    }
  }

  async doubt(
    repositoryKey: string,
    { revision }: { revision: number },
  ): Promise<void> {
    for (const row of this.#inGroup(repositoryKey)) {
      const doubtedAt = Math.max(row.doubtedAt, revision);
      this.#rows.set(row.targetKey, { ...row, doubtedAt });
    }
  }

  async touch(
    targetKey: string,
    { askedAt }: { askedAt: number },
  ): Promise<void> {
    const row = this.#rows.get(targetKey);
    if (row) {
      this.#rows.set(targetKey, { ...row, askedAt });
    }
  }

  async count(options: { host: string; askedSince: number }): Promise<number> {
    const { host, askedSince } = options;
    return [...this.#rows.values()].filter(
      row => row.host === host && row.askedAt >= askedSince,
    ).length;
  }

  async forget({ askedBefore }: { askedBefore: number }): Promise<void> {
    for (const row of this.#rows.values()) {
      if (row.askedAt < askedBefore) {
        this.#rows.delete(row.targetKey);
        toGroups(row).forEach(group => this.#leave(group, row));
      }
    }
  }

  #leave(group: string, { targetKey }: FileRow): void {
    const keys = this.#groups.get(group);
    keys?.delete(targetKey);
    if (keys?.size === 0) {
      this.#groups.delete(group);
    }
  }

  #inGroup(group: string | undefined): FileRow[] {
    return [...(this.#groups.get(group ?? '') ?? [])].flatMap(
      key => this.#rows.get(key) ?? [],
    );
  }
}

function toGroups(row: FileRow): string[] {
  return [row.repositoryKey, row.directoryKey, row.fileKey];
}
