import type { Knex } from '../database';
import { inChunks, nextTurn } from './inChunks';
import { toJsonParameter } from './toJsonParameter';

/** Some milliseconds' worth. */
const PAGE = 500;

export interface ProviderTableOptions<Row> {
  readonly client: Knex;
  readonly provider: string;
  readonly name: string;
  /** All but the provider, with their types. */
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** What tells a row from all others of the provider. */
  readonly key: readonly (keyof Row & string)[];
}

type Query = ReturnType<Knex['queryBuilder']>;

/** As SQLite and PostgreSQL both know it. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'boolean';

/**
 * What belongs to one provider in a table of the database. What a statement is
 * given is one parameter, as JSON. So it is the same short statement however
 * many rows there are: to build and to parse one with a parameter for each
 * value costs more than all that it does.
 */
export class ProviderTable<Row extends { repository_key: string }> {
  readonly #options: ProviderTableOptions<Row>;

  constructor(options: ProviderTableOptions<Row>) {
    this.#options = options;
  }

  own(): Query {
    const { client, name, provider } = this.#options;
    return client(name).where('provider', provider);
  }

  /** What a query finds, in pages, between which others have their turn. */
  async *pages(
    query: Query = this.own().select(this.#columns),
  ): AsyncGenerator<Row[]> {
    let last: string | undefined;
    do {
      const page = query.clone().orderBy('repository_key').limit(PAGE);
      const found: Row[] = await (last === undefined
        ? page
        : page.where('repository_key', '>', last));
      if (found.length > 0) {
        yield found;
      }
      last = found.length < PAGE ? undefined : found.at(-1)?.repository_key;
      if (last !== undefined) {
        await nextTurn();
      }
    } while (last !== undefined);
  }

  /** The rows that are equal to one of these, in what is given of it. */
  async find(given: readonly Partial<Row>[]): Promise<Row[]> {
    return this.#collect(given, chunk => this.#among(chunk));
  }

  /** Likewise; until the change ends, nobody else changes these. */
  async lock(given: readonly Partial<Row>[]): Promise<Row[]> {
    return this.#collect(given, chunk =>
      this.#among(chunk).orderBy('repository_key').forUpdate(),
    );
  }

  /** Changes the rows that are equal to one of these, all in the same way. */
  async change(
    given: readonly Partial<Row>[],
    change: Partial<Row>,
  ): Promise<void> {
    for await (const chunk of inChunks(given)) {
      await this.#among(chunk).update(change);
    }
  }

  /** Writes what is given of rows that are there. */
  async update(rows: readonly Partial<Row>[]): Promise<void> {
    for await (const chunk of inChunks(rows)) {
      await this.#update(chunk);
    }
  }

  async delete(given: readonly Partial<Row>[]): Promise<void> {
    for await (const chunk of inChunks(given)) {
      await this.#among(chunk).delete();
    }
  }

  async make(rows: readonly Partial<Row>[]): Promise<void> {
    for await (const chunk of inChunks(rows)) {
      await this.#insert(chunk, 'nothing');
    }
  }

  /** Writes rows, whether they are there or not; of those that are, some columns alone. */
  async put(
    rows: readonly Partial<Row>[],
    columns = toColumns(rows),
  ): Promise<void> {
    const change = this.#toChange(columns, { from: 'excluded' });
    for await (const chunk of inChunks(rows)) {
      await this.#insert(chunk, `update set ${change}`);
    }
  }

  get #columns(): string[] {
    return Object.keys(this.#options.columns);
  }

  async #collect(
    given: readonly Partial<Row>[],
    toQuery: (chunk: readonly Partial<Row>[]) => Query,
  ): Promise<Row[]> {
    const all: Row[] = [];
    for await (const chunk of inChunks(given)) {
      const query: Query = toQuery(chunk).select(this.#columns);
      all.push(...(await query));
    }
    return all;
  }

  #among(given: readonly Partial<Row>[]): Query {
    const columns = toColumns(given);
    return this.own().whereRaw(
      `(${columns.join(', ')}) in (${this.#selectGiven(columns)})`,
      [toJsonParameter(given, { columns })],
    );
  }

  async #insert(
    rows: readonly Partial<Row>[],
    onConflict: string,
  ): Promise<void> {
    const { client, provider, name, key } = this.#options;
    const columns = toColumns(rows);
    await client.raw(
      `insert into ${name} (${columns.join(', ')}, provider)
       ${this.#selectGiven(columns, 'cast(? as text)')} where true
       on conflict (provider, ${key.join(', ')}) do ${onConflict}`,
      [toJsonParameter(rows, { columns }), provider],
    );
  }

  async #update(rows: readonly Partial<Row>[]): Promise<void> {
    const { client, provider, name, key } = this.#options;
    const columns = toColumns(rows);
    const isSame = key.map(column => `${name}.${column} = given.${column}`);
    await client.raw(
      `update ${name} set ${this.#toChange(columns, { from: 'given' })}
       from (${this.#selectGiven(columns)}) as given
       where ${name}.provider = ? and ${isSame.join(' and ')}`,
      [toJsonParameter(rows, { columns }), provider],
    );
  }

  /** All but the key: SQLite takes a column that is set out of all indexes on it. */
  #toChange(
    columns: readonly (keyof Row & string)[],
    { from }: { from: string },
  ): string {
    return columns
      .filter(column => !this.#options.key.includes(column))
      .map(column => `${column} = ${from}.${column}`)
      .join(', ');
  }

  /**
   * The part of a statement that selects what it is given, and others.
   * Materialized, since SQLite makes the text of a row anew for each column
   * that is taken out of it otherwise.
   */
  #selectGiven(
    given: readonly (keyof Row & string)[],
    ...others: string[]
  ): string {
    const { client, columns } = this.#options;
    const values = given.map(
      (column, index) =>
        `cast(value ->> ${index} as ${columns[column]}) as ${column}`,
    );
    const isPostgres = client.client.dialect === 'postgresql';
    const from = isPostgres ? 'json_array_elements(?::json)' : 'json_each(?)';
    return `with given as materialized (select value from ${from})
      select ${[...values, ...others].join(', ')} from given`;
  }
}

function toColumns<Row extends object>([first]: readonly Row[]) {
  return Object.keys(first ?? {}) as (keyof Row & string)[];
}
