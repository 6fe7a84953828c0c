import type {
  DirectorySight,
  LookedAtDirectory,
  UnmovedFile,
} from '../bitbucket';
import {
  FileKeys,
  toDirectoryKey,
  toFileKey,
  toFileKeys,
  toPathKeys,
  toRepositoryKey,
} from './fileKeys';
import type { FileRow, FileRows, FileTarget, KnownFile, Sight } from './types';
import { isDoubted, takeIn } from './takeIn';

const HOUR_MS = 60 * 60_000;
/** A catalog asks for every file once a day at least. */
const WATCHED_MS = 24 * HOUR_MS;
const KEPT_MS = 7 * WATCHED_MS;

/** When something was begun to be looked at. */
export type Beginning = Pick<Sight, 'seenFrom' | 'confirmedAt'>;

/** A file of which a listing has shown another content than was known. */
export interface ChangedFile {
  readonly target: string;
  readonly fileKey: string;
  /** Undefined where it is gone. */
  readonly contentId: string | undefined;
}

/** What is known of the files that were ever asked for, by whoever has looked. */
export class KnownFiles {
  readonly #rows: () => Promise<FileRows>;

  constructor(options: { rows: () => Promise<FileRows> }) {
    this.#rows = options.rows;
  }

  /** Called before anything is asked for. */
  async begin(): Promise<Beginning> {
    const rows = await this.#rows();
    const confirmedAt = Date.now();
    return { seenFrom: await rows.currentRevision(), confirmedAt };
  }

  async find(file: FileTarget): Promise<KnownFile | undefined> {
    const rows = await this.#rows();
    const row = await rows.get(toFileKeys(file).targetKey);
    const askedAt = Date.now();
    if (row && askedAt - row.askedAt > HOUR_MS) {
      await rows.touch(row.targetKey, { askedAt });
    }
    return row;
  }

  /** Takes in what a file was read to be, and gives what is known from now on. */
  async seeFile(
    file: FileTarget,
    seen: Beginning & Pick<Sight, 'contentId'>,
  ): Promise<KnownFile> {
    const rows = await this.#rows();
    const keys = toFileKeys(file);
    const sight = { ...seen, seenUntil: await rows.nextRevision() };
    let known: KnownFile = { ...sight, doubtedAt: 0 };
    // The same file may have been asked for by other addresses as well.
    for (const row of await rows.list({ fileKey: keys.fileKey })) {
      ({ known } = await takeInRow(row, { rows, sight }));
    }
    if (known.contentId !== undefined) {
      await rows.insert({ ...toNewRow(file, keys), ...known });
    }
    return (await rows.get(keys.targetKey)) ?? known;
  }

  /** Takes in what a directory was seen to hold, and gives what has changed. */
  async seeDirectory(
    directory: LookedAtDirectory & { host: string },
    { files, isComplete, ...begun }: Beginning & DirectorySight,
  ): Promise<ChangedFile[]> {
    const rows = await this.#rows();
    const directoryKey = toDirectoryKey(directory);
    const asked = await rows.list({ directoryKey });
    if (asked.length === 0) {
      return [];
    }
    const listed = new Map(
      files.map(file => [toFileKey(directoryKey, file), file]),
    );
    const seenUntil = await rows.nextRevision();
    const changed: ChangedFile[] = [];
    for (const row of asked) {
      const { target, fileKey } = row;
      const contentId = listed.get(fileKey)?.contentId;
      // Servers need not tell ids, and what was not listed may come later.
      if (contentId === undefined && (listed.has(fileKey) || !isComplete)) {
        continue;
      }
      const sight = { ...begun, seenUntil, contentId };
      const { before, known } = await takeInRow(row, { rows, sight });
      const isOther = known.contentId !== before.contentId;
      if (isOther || (isDoubted(known) && !isDoubted(before))) {
        changed.push({ target, fileKey, contentId });
      }
    }
    return changed;
  }

  /**
   * Takes in that files still hold what they held when their repositories were
   * looked at. Of what was seen otherwise since then nothing is said.
   */
  async confirm(
    files: readonly UnmovedFile[],
    { host, ...begun }: Beginning & { host: string },
  ): Promise<void> {
    if (files.length === 0) {
      return;
    }
    const rows = await this.#rows();
    const sight = { ...begun, seenUntil: await rows.nextRevision() };
    await rows.confirm(
      files.map(({ contentId, ...file }) => ({
        contentId,
        fileKey: toPathKeys({ ...file, host }).fileKey,
      })),
      sight,
    );
  }

  /** Believes nothing of a repository that was begun to be looked at before now. */
  async doubt(
    repository: Pick<FileTarget, 'host' | 'projectKey' | 'repoSlug'>,
  ): Promise<void> {
    const rows = await this.#rows();
    const revision = await rows.nextRevision();
    await rows.doubt(toRepositoryKey(repository), { revision });
  }

  /** How many files of a host are asked for, and forgets those that are no longer. */
  async countWatched(host: string): Promise<number> {
    const rows = await this.#rows();
    const now = Date.now();
    await rows.forget({ askedBefore: now - KEPT_MS });
    return rows.count({ host, askedSince: now - WATCHED_MS });
  }
}

/** Others may take something in at the same time. */
async function takeInRow(
  row: FileRow,
  { rows, sight }: { rows: FileRows; sight: Sight },
): Promise<{ before: KnownFile; known: KnownFile }> {
  let before = row;
  for (;;) {
    const known = takeIn(sight, before);
    if (known === before || (await rows.swap(before, known))) {
      return { before, known };
    }
    const current = await rows.get(row.targetKey);
    if (!current) {
      return { before, known };
    }
    before = current;
  }
}

function toNewRow(file: FileTarget, keys: FileKeys) {
  const { target, host } = file;
  return { ...keys, target, host, askedAt: Date.now() };
}
