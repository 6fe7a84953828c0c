import { RepositoryName } from '../bitbucket';

/** A set of repositories by project; as to the server, letter case makes no difference. */
export class RepositoryNames {
  readonly #projects = new Map<
    string,
    { projectKey: string; repositories: Map<string, RepositoryName> }
  >();

  add(name: RepositoryName): void {
    const key = name.projectKey.toLowerCase();
    let project = this.#projects.get(key);
    if (!project) {
      project = { projectKey: name.projectKey, repositories: new Map() };
      this.#projects.set(key, project);
    }
    project.repositories.set(name.repoSlug.toLowerCase(), name);
  }

  has(name: RepositoryName): boolean {
    const project = this.#projects.get(name.projectKey.toLowerCase());
    return project?.repositories.has(name.repoSlug.toLowerCase()) ?? false;
  }

  /** The keys of the projects that have a repository in here. */
  projectKeys(): string[] {
    return [...this.#projects.values()].map(({ projectKey }) => projectKey);
  }

  inProject(projectKey: string): RepositoryName[] {
    const project = this.#projects.get(projectKey.toLowerCase());
    return [...(project?.repositories.values() ?? [])];
  }
}

/** Whether two names are those of one repository to the server. */
export function isSameRepository(
  one: RepositoryName,
  other: RepositoryName,
): boolean {
  return toRepositoryId(one) === toRepositoryId(other);
}

/** A repository's name as a key of maps and sets. */
export function toRepositoryId(name: RepositoryName): string {
  return `${name.projectKey}/${name.repoSlug}`.toLowerCase();
}

/** The projects that a sweep has gone into, in which letter case makes no difference. */
export class ProjectKeySet {
  readonly #keys = new Set<string>();

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(projectKey: string): boolean {
    return this.#keys.has(projectKey.toLowerCase());
  }

  /** Notes a project; false where it has been noted before. */
  add(projectKey: string): boolean {
    const before = this.#keys.size;
    this.#keys.add(projectKey.toLowerCase());
    return this.#keys.size > before;
  }
}
