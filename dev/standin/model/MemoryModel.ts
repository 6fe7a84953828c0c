import type {
  FileAddress,
  FileTree,
  StandInModel,
  StandInProject,
  StandInRepository,
} from '../types';
import { compareNames } from './compareNames';
import { MemoryFileTree } from './MemoryFileTree';

interface Shelf {
  project: StandInProject;
  bySlug: Map<string, StandInRepository>;
  /** Ordered by name; made again after a change. */
  sorted?: readonly StandInRepository[];
}

/**
 * Keeps projects and repositories in memory, indexed by key and by slug.
 */
export class MemoryModel implements StandInModel {
  private readonly shelves = new Map<string, Shelf>();
  /** Where old names lead, in lower case. */
  private readonly formerKeys = new Map<string, StandInProject>();
  private readonly formerNames = new Map<string, StandInRepository>();
  private sorted?: readonly StandInProject[];

  constructor(options: {
    projects: Iterable<StandInProject>;
    repositories: Iterable<StandInRepository>;
  }) {
    for (const project of options.projects) {
      this.addProject(project);
    }
    for (const repository of options.repositories) {
      this.addRepository(repository);
    }
  }

  projects(): readonly StandInProject[] {
    this.sorted ??= [...this.shelves.values()]
      .map(({ project }) => project)
      .sort(compareNames);
    return this.sorted;
  }

  project(key: string): StandInProject | undefined {
    const former = this.formerKeys.get(key.toLowerCase());
    const isThere = former && this.findProject(former.key) === former;
    return this.findProject(key) ?? (isThere ? former : undefined);
  }

  repositoriesOf(projectKey: string): readonly StandInRepository[] {
    const shelf = this.shelves.get(projectKey.toLowerCase());
    if (!shelf) {
      return [];
    }
    shelf.sorted ??= [...shelf.bySlug.values()].sort(compareNames);
    return shelf.sorted;
  }

  repository(
    projectKey: string,
    options: { slug: string },
  ): StandInRepository | undefined {
    const former = this.formerNames.get(toName(projectKey, options));
    // What is deleted goes by no name.
    const isThere = former && this.find(former.project, former) === former;
    return this.find(projectKey, options) ?? (isThere ? former : undefined);
  }

  /** Has a name that is free lead to a repository that had it before. */
  followName(projectKey: string, repository: StandInRepository): void {
    this.formerNames.set(toName(projectKey, repository), repository);
  }

  /** Has a key that is free lead to a project that had it before. */
  followKey(key: string, project: StandInProject): void {
    this.formerKeys.set(key.toLowerCase(), project);
  }

  addProject(project: StandInProject): void {
    this.formerKeys.delete(project.key.toLowerCase());
    this.shelves.set(project.key.toLowerCase(), {
      project,
      bySlug: new Map(),
    });
    this.sorted = undefined;
  }

  removeProject(key: string): void {
    this.shelves.delete(key.toLowerCase());
    this.sorted = undefined;
  }

  addRepository(repository: StandInRepository): void {
    const shelf = this.shelfOf(repository.project);
    shelf.bySlug.set(repository.slug.toLowerCase(), repository);
    this.formerNames.delete(toName(repository.project, repository));
    shelf.sorted = undefined;
  }

  removeRepository(projectKey: string, options: { slug: string }): void {
    const shelf = this.shelfOf(projectKey);
    shelf.bySlug.delete(options.slug.toLowerCase());
    shelf.sorted = undefined;
  }

  writeFile(
    projectKey: string,
    options: FileAddress & { content: string },
  ): void {
    this.treeOf(projectKey, options).write(options.path, options);
  }

  removeFile(projectKey: string, options: FileAddress): void {
    this.treeOf(projectKey, options).remove(options.path);
  }

  private findProject(key: string): StandInProject | undefined {
    return this.shelves.get(key.toLowerCase())?.project;
  }

  private find(
    projectKey: string,
    { slug }: { slug: string },
  ): StandInRepository | undefined {
    const shelf = this.shelves.get(projectKey.toLowerCase());
    return shelf?.bySlug.get(slug.toLowerCase());
  }

  private shelfOf(projectKey: string): Shelf {
    const shelf = this.shelves.get(projectKey.toLowerCase());
    if (!shelf) {
      throw new Error(`The stand-in has no project ${projectKey}`);
    }
    return shelf;
  }

  /** Gives a writable tree, copied from a generated one where need be. */
  private treeOf(projectKey: string, options: FileAddress): MemoryFileTree {
    const repository = this.repository(projectKey, options);
    if (!repository) {
      throw new Error(
        `The stand-in has no repository ${projectKey}/${options.slug}`,
      );
    }
    const branch = options.branch ?? repository.defaultBranch ?? 'master';
    const tree: FileTree | undefined = repository.branches[branch];
    repository.commits = (repository.commits ?? 0) + 1;
    if (tree instanceof MemoryFileTree) {
      return tree;
    }
    const copy = new MemoryFileTree();
    for (const path of tree?.list() ?? []) {
      copy.write(path, { content: tree?.read(path) ?? '' });
    }
    repository.branches = { ...repository.branches, [branch]: copy };
    return copy;
  }
}

function toName(projectKey: string, { slug }: { slug: string }): string {
  return `${projectKey}/${slug}`.toLowerCase();
}
