import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type {
  FileAddress,
  StandInModel,
  StandInProject,
  StandInRepository,
} from '../types';
import { compareNames } from './compareNames';
import { createProject } from './createProject';
import { createRepository, type RepositorySeed } from './createRepository';
import { FolderFileTree } from './FolderFileTree';
import { foldersIn } from './foldersIn';

function readMetadata(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  return JSON.parse(text) as Record<string, unknown>;
}

function isSame(name: string, options: { as: string }): boolean {
  return name.toLowerCase() === options.as.toLowerCase();
}

/**
 * Reads projects and repositories from plain folders, anew on each call, so
 * that whatever is edited shows in the next answer.
 */
export class FolderModel implements StandInModel {
  private readonly root: string;

  constructor(options: { root: string }) {
    this.root = options.root;
  }

  projects(): readonly StandInProject[] {
    return foldersIn(this.root)
      .map(key => this.toProject(key))
      .sort(compareNames);
  }

  project(key: string): StandInProject | undefined {
    const folder = this.projectFolder(key);
    return folder === undefined ? undefined : this.toProject(folder);
  }

  repositoriesOf(projectKey: string): readonly StandInRepository[] {
    const project = this.projectFolder(projectKey);
    return project === undefined
      ? []
      : foldersIn(path.join(this.root, project))
          .map(folder => this.toRepository(project, { folder }))
          .sort(compareNames);
  }

  repository(
    projectKey: string,
    options: { slug: string },
  ): StandInRepository | undefined {
    const project = this.projectFolder(projectKey);
    if (project === undefined) {
      return undefined;
    }
    const folder = foldersIn(path.join(this.root, project)).find(name =>
      isSame(name, { as: options.slug }),
    );
    return folder === undefined
      ? undefined
      : this.toRepository(project, { folder });
  }

  writeFile(
    projectKey: string,
    options: FileAddress & { content: string },
  ): void {
    const file = this.toFile(projectKey, options);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, options.content);
  }

  removeFile(projectKey: string, options: FileAddress): void {
    rmSync(this.toFile(projectKey, options), { force: true });
  }

  private projectFolder(key: string): string | undefined {
    return foldersIn(this.root).find(name => isSame(name, { as: key }));
  }

  private toProject(key: string): StandInProject {
    const metadata = readMetadata(path.join(this.root, key, 'project.json'));
    return createProject({ ...metadata, key });
  }

  private toRepository(
    project: string,
    options: { folder: string },
  ): StandInRepository {
    const root = path.join(this.root, project, options.folder);
    const metadata: Partial<RepositorySeed> = readMetadata(
      path.join(root, '.repository.json'),
    );
    const tree = new FolderFileTree({ root });
    const [anyFile] = tree.list();
    const branch = metadata.defaultBranch ?? 'main';
    return createRepository({
      name: options.folder,
      ...metadata,
      project,
      slug: options.folder.toLowerCase(),
      defaultBranch: branch,
      branches: anyFile === undefined ? {} : { [branch]: tree },
    });
  }

  private toFile(projectKey: string, options: FileAddress): string {
    const project = this.projectFolder(projectKey) ?? projectKey;
    const repository = this.repository(projectKey, options);
    const { branch = repository?.defaultBranch } = options;
    if (branch !== repository?.defaultBranch) {
      throw new Error(`A folder has no branch but the default, not ${branch}`);
    }
    const folders = foldersIn(path.join(this.root, project));
    const slug =
      folders.find(name => isSame(name, { as: options.slug })) ?? options.slug;
    const file = path.resolve(this.root, project, slug, options.path);
    if (!file.startsWith(path.resolve(this.root) + path.sep)) {
      throw new Error(`${options.path} lies outside of the folders`);
    }
    return file;
  }
}
