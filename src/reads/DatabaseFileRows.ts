import { Knex, Revisions } from '../database';
import type { FileRow, FileRows, KnownFile, Sight } from './types';

const TABLE = 'bitbucket_server_files';
/** So many in one statement: SQLite lets nothing else in meanwhile. */
const CHUNK = 500;

/** A row as it lies in the database; PostgreSQL gives large numbers as text. */
interface DatabaseRow {
  target_key: string;
  target: string;
  host: string;
  repository_key: string;
  directory_key: string;
  file_key: string;
  content_id: string | null;
  seen_from: number | string;
  seen_until: number | string;
  doubted_at: number | string;
  confirmed_at: number | string;
  asked_at: number | string;
}

type FileQuery = ReturnType<typeof openTable>;

/** Keeps what is known of files in the catalog's database, for all replicas. */
export class DatabaseFileRows implements FileRows {
  readonly #client: Knex;
  readonly #revisions: Revisions;

  constructor(options: { client: Knex }) {
    this.#client = options.client;
    this.#revisions = new Revisions(options);
  }

  async currentRevision(): Promise<number> {
    return this.#revisions.current();
  }

  async nextRevision(): Promise<number> {
    return this.#revisions.next();
  }

  async get(targetKey: string): Promise<FileRow | undefined> {
    const row = await this.#table().where('target_key', targetKey).first();
    return row && toFileRow(row);
  }

  async list(
    key: Pick<FileRow, 'directoryKey'> | Pick<FileRow, 'fileKey'>,
  ): Promise<readonly FileRow[]> {
    const rows = await this.#table().where(
      'fileKey' in key
        ? { file_key: key.fileKey }
        : { directory_key: key.directoryKey },
    );
    return rows.map(toFileRow);
  }

  async insert(row: FileRow): Promise<void> {
    await this.#table()
      .insert({
        target_key: row.targetKey,
        target: row.target,
        host: row.host,
        repository_key: row.repositoryKey,
        directory_key: row.directoryKey,
        file_key: row.fileKey,
        asked_at: row.askedAt,
        ...toColumns(row),
      })
      .onConflict('target_key')
      .ignore();
  }

  async swap(row: FileRow, known: KnownFile): Promise<boolean> {
    // What was seen, and doubts of it, change together with these three.
    const changed = await this.#table()
      .where({
        target_key: row.targetKey,
        seen_from: row.seenFrom,
        seen_until: row.seenUntil,
        doubted_at: row.doubtedAt,
      })
      .update(toColumns(known));
    return changed > 0;
  }

  async confirm(
    files: readonly Pick<FileRow, 'fileKey' | 'contentId'>[],
    { seenFrom, seenUntil, confirmedAt }: Omit<Sight, 'contentId'>,
  ): Promise<void> {
    const pairs = files.map(({ fileKey, contentId }) => [fileKey, contentId]);
    for (let start = 0; start < pairs.length; start += CHUNK) {
      const chunk = pairs.slice(start, start + CHUNK) as string[][];
      await this.#table()
        .whereIn(
          'target_key',
          this.#lock(query =>
            query
              .whereIn(['file_key', 'content_id'], chunk)
              .where('seen_from', '<', seenFrom)
              .where('doubted_at', '<=', this.#client.ref('seen_from')),
          ),
        )
        .update({
          seen_from: seenFrom,
          // Somebody may have seen one since.
          seen_until: this.#client.raw(
            'case when seen_until < ? then ? else seen_until end',
            [seenUntil, seenUntil],
          ),
          confirmed_at: confirmedAt,
        });
    }
  }

  async doubt(
    repositoryKey: string,
    { revision }: { revision: number },
  ): Promise<void> {
    await this.#table()
      .whereIn(
        'target_key',
        this.#lock(query =>
          query
            .where('repository_key', repositoryKey)
            .where('doubted_at', '<', revision),
        ),
      )
      .update({ doubted_at: revision });
  }

  async touch(
    targetKey: string,
    { askedAt }: { askedAt: number },
  ): Promise<void> {
    await this.#table()
      .where('target_key', targetKey)
      .update({ asked_at: askedAt });
  }

  async count(options: { host: string; askedSince: number }): Promise<number> {
    const [row] = await this.#table()
      .where('host', options.host)
      .where('asked_at', '>=', options.askedSince)
      .count({ count: '*' });
    return Number(row?.count ?? 0);
  }

  async forget({ askedBefore }: { askedBefore: number }): Promise<void> {
    await this.#table()
      .whereIn(
        'target_key',
        this.#lock(query => query.where('asked_at', '<', askedBefore)),
      )
      .delete();
  }

  /** In the same order for everybody, so that no two wait for each other. */
  #lock(narrow: (query: FileQuery) => void) {
    const query = this.#table();
    narrow(query);
    return query
      .orderBy('target_key')
      .forUpdate()
      .select('target_key');
  }

  #table() {
    return openTable(this.#client);
  }
}

function openTable(client: Knex) {
  return client<DatabaseRow>(TABLE);
}

function toColumns(known: KnownFile) {
  return {
    content_id: known.contentId ?? null,
    seen_from: known.seenFrom,
    seen_until: known.seenUntil,
    doubted_at: known.doubtedAt,
    confirmed_at: known.confirmedAt,
  };
}

function toFileRow(row: DatabaseRow): FileRow {
  return {
    targetKey: row.target_key,
    target: row.target,
    host: row.host,
    repositoryKey: row.repository_key,
    directoryKey: row.directory_key,
    fileKey: row.file_key,
    contentId: row.content_id ?? undefined,
    seenFrom: Number(row.seen_from),
    seenUntil: Number(row.seen_until),
    doubtedAt: Number(row.doubted_at),
    confirmedAt: Number(row.confirmed_at),
    askedAt: Number(row.asked_at),
  };
}
