import type { JsonObject } from '@backstage/types';
import { change as refChange } from '../../../src/events/testing/webhookBodies';
import type { StandInBitbucket } from '../../standin/StandInBitbucket';
import type { StandInRepository } from '../../standin/types';
import type { Change, Webhook } from './types';

/** The project that nobody touches: no projects at all is another matter. */
export const KEPT = 'KEPT';
/** So few names that they come back. */
const KEYS = ['A', 'B', 'C', 'D'];
const SLUGS = ['one', 'two', 'three', 'four', 'five', 'six'];
/** Where files are. */
export const FILES = ['catalog-info.yaml', 'docs/catalog-info.yaml'] as const;
export const LABEL = 'mine';

/** Of these a server sends no webhook. */
const SILENT: readonly Change['type'][] = [
  'switch archived',
  'switch label',
  'delete project',
];

/** A name that a repository has, or has had. */
type Named = Pick<StandInRepository, 'id' | 'project' | 'slug'>;

/**
 * Lets things happen to the repositories and projects of a stand-in, and keeps
 * the webhooks that a server sends of them.
 */
export class ChangingServer {
  /** What nobody has taken yet. */
  readonly mail: Webhook[] = [];
  readonly #standIn: StandInBitbucket;
  #lastId = 1_000;

  constructor(options: { standIn: StandInBitbucket }) {
    this.#standIn = options.standIn;
  }

  /** False where something has happened of which no webhook tells. */
  apply(change: Change): boolean {
    this.#changes[change.type](change);
    return !SILENT.includes(change.type);
  }

  /** All that may change. */
  get repositories(): StandInRepository[] {
    const { model } = this.#standIn;
    return this.#keys.flatMap(key => [...model.repositoriesOf(key)]);
  }

  get #keys(): string[] {
    const keys = this.#standIn.model.projects().map(({ key }) => key);
    return keys.filter(key => !key.startsWith(KEPT));
  }

  readonly #changes: Record<Change['type'], (change: Change) => void> = {
    create: ({ which, to, name }) => {
      const project = pick(this.#keys, to);
      const slug = pick(SLUGS, name)!;
      if (project && this.#isFree(project, slug)) {
        const files = which % 3 ? { [FILES[which % 2]!]: '' } : { other: '' };
        const id = (this.#lastId += 1);
        this.#standIn.addRepository({ project, slug, id, files });
        this.#send('repo:refs_changed', toPush({ project, slug, id }));
      }
    },
    delete: ({ which }) => {
      const found = pick(this.repositories, which);
      if (found) {
        this.#standIn.removeRepository(found.project, found);
        this.#send('repo:deleted', { repository: toBody(found) });
      }
    },
    rename: ({ which, to, name }) => {
      const found = pick(this.repositories, which);
      const project = pick([found?.project, ...this.#keys], to);
      if (found && project) {
        this.#move(found, { project, slug: pick(SLUGS, name)! });
      }
    },
    swap: ({ which, to }) => {
      const one = pick(this.repositories, which);
      const other = pick(this.repositories, to);
      if (one && other && one !== other) {
        const [first, second] = [{ ...one }, { ...other }];
        this.#move(one, { project: first.project, slug: 'meanwhile' });
        this.#move(other, first);
        this.#move(one, second);
      }
    },
    'switch file': ({ which, name }) => {
      const found = pick(this.repositories, which);
      const path = pick(FILES, name)!;
      if (!found) {
        return;
      }
      const { main } = found.branches;
      if (main && [...main.list()].includes(path)) {
        this.#standIn.removeFile(found.project, { ...found, path });
      } else {
        const file = { slug: found.slug, path, content: '' };
        this.#standIn.writeFile(found.project, file);
      }
      this.#send('repo:refs_changed', toPush(found));
    },
    'switch archived': ({ which }) => {
      const found = pick(this.repositories, which);
      if (found) {
        found.archived = !found.archived;
      }
    },
    'switch label': ({ which }) => {
      const found = pick(this.repositories, which);
      if (found) {
        found.labels = found.labels.length > 0 ? [] : [LABEL];
      }
    },
    'create project': ({ name }) => {
      const key = pick(this.#freeKeys, name);
      if (key) {
        this.#standIn.addProject({ key, id: (this.#lastId += 1) });
      }
    },
    'rename project': ({ which, name }) => {
      const from = pick(this.#keys, which);
      const to = pick(this.#freeKeys, name);
      if (from && to && !from.startsWith('~')) {
        this.#standIn.renameProject(from, { to });
        const [old, now] = [{ key: from }, { key: to }];
        this.#send('project:modified', { old, new: now });
      }
    },
    'delete project': ({ which }) => {
      const key = pick(this.#keys, which);
      if (key && !key.startsWith('~')) {
        this.#standIn.removeProject(key);
      }
    },
  };

  get #freeKeys(): string[] {
    return KEYS.filter(key => !this.#keys.includes(key));
  }

  #isFree(project: string, slug: string): boolean {
    return !this.repositories.some(
      each => each.project === project && each.slug === slug,
    );
  }

  #move(
    repository: StandInRepository,
    { project, slug }: Pick<Named, 'project' | 'slug'>,
  ): void {
    if (this.#isFree(project, slug)) {
      const old = toBody(repository);
      const to = { slug: repository.slug, toProject: project, to: slug };
      this.#standIn.moveRepository(repository.project, to);
      this.#send('repo:modified', { old, new: toBody(repository) });
    }
  }

  #send(eventType: string, body: JsonObject): void {
    this.mail.push({ eventType, body });
  }
}

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % list.length];
}

function toPush(repository: Named): JsonObject {
  return {
    repository: toBody(repository),
    changes: [refChange('UPDATE', { branch: 'main' })],
  };
}

function toBody({ id, slug, project: key }: Named): JsonObject {
  const type = key.startsWith('~') ? 'PERSONAL' : 'NORMAL';
  return { id, slug, project: { key, type } };
}
