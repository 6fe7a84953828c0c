import type { RepositoryName } from '../bitbucket';
import { toRepositoryId } from '../discovery';
import { nextTurn } from './inChunks';
import { KeyIndex } from './KeyIndex';
import type { RowTable, StoredRow } from './MemoryStore';
import type { RepositoryIdentity } from './types';

const PAGE = 500;

export class ProcessRowTable implements RowTable {
  readonly #rows = new Map<string, StoredRow>();
  readonly #byName = new KeyIndex();
  readonly #byProject = new KeyIndex();

  async *pages(): AsyncGenerator<StoredRow[]> {
    let page: StoredRow[] = [];
    // A map that changes meanwhile gives what is in it still.
    for (const row of this.#rows.values()) {
      page.push(row);
      if (page.length === PAGE) {
        yield page;
        page = [];
        await nextTurn();
      }
    }
    if (page.length > 0) {
      yield page;
    }
  }

  async find(keys: readonly string[]): Promise<StoredRow[]> {
    return keys.flatMap(key => this.#rows.get(key) ?? []);
  }

  async lock(keys: readonly string[]): Promise<StoredRow[]> {
    return this.find(keys);
  }

  async findByNames(names: readonly RepositoryName[]): Promise<StoredRow[]> {
    return this.find(
      names.flatMap(name => this.#byName.get(toRepositoryId(name))),
    );
  }

  async findInProject(projectKey: string): Promise<StoredRow[]> {
    return this.find(this.#byProject.get(projectKey.toLowerCase()));
  }

  async findChangedSince(revision: number): Promise<StoredRow[]> {
    return [...this.#rows.values()].filter(row => row.revision > revision);
  }

  async make(rows: readonly StoredRow[]): Promise<void> {
    for (const row of rows.filter(({ key }) => !this.#rows.has(key))) {
      this.#list(row);
    }
  }

  async update(rows: readonly StoredRow[]): Promise<void> {
    for (const row of rows) {
      const standing = this.#rows.get(row.key);
      if (standing) {
        const { projectKey, repoSlug } = standing;
        this.#rows.set(row.key, { ...row, projectKey, repoSlug });
      }
    }
  }

  async rename(repositories: readonly RepositoryIdentity[]): Promise<void> {
    for (const { key, projectKey, repoSlug } of repositories) {
      const standing = this.#rows.get(key);
      if (standing) {
        this.#unlist(standing);
        // It keeps its place, or whoever reads pages would come upon it twice.
        this.#list({ ...standing, projectKey, repoSlug });
      }
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const row of await this.find(keys)) {
      this.#unlist(row);
      this.#rows.delete(row.key);
    }
  }

  async setAsker(
    repositories: readonly RepositoryIdentity[],
    asker: string,
  ): Promise<void> {
    this.#change(repositories.map(({ key }) => key), { asker });
    await this.make(
      repositories.map(({ key, projectKey, repoSlug }) => ({
        key,
        projectKey,
        repoSlug,
        asker,
        revision: 0,
      })),
    );
  }

  async setLookedAt(keys: readonly string[], lookedAt: number): Promise<void> {
    this.#change(keys, { lookedAt });
  }

  async setRevision(keys: readonly string[], revision: number): Promise<void> {
    this.#change(keys, { revision });
  }

  #change(
    keys: readonly string[],
    change: Pick<Partial<StoredRow>, 'asker' | 'lookedAt' | 'revision'>,
  ): void {
    const found = keys.flatMap(key => this.#rows.get(key) ?? []);
    found.forEach(row => this.#rows.set(row.key, { ...row, ...change }));
  }

  #list(row: StoredRow): void {
    this.#rows.set(row.key, row);
    this.#byName.add(toRepositoryId(row), row.key);
    this.#byProject.add(row.projectKey.toLowerCase(), row.key);
  }

  #unlist(row: StoredRow): void {
    this.#byName.remove(toRepositoryId(row), row.key);
    this.#byProject.remove(row.projectKey.toLowerCase(), row.key);
  }
}
