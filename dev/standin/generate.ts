import { createProject } from './model/createProject';
import { GeneratedRepository } from './model/GeneratedRepository';
import { MemoryModel } from './model/MemoryModel';

/**
 * What a generated server looks like.
 */
export interface GenerateOptions {
  projects: number;
  repositoriesPerProject: number;
  /** Every n-th repository has a catalog file; 1 when left out, 0 for none. */
  filesEvery?: number;
  /** Where that file lies; `catalog-info.yaml` when left out. */
  catalogPath?: string;
}

function numbered(prefix: string, options: { index: number }): string {
  return `${prefix}${String(options.index + 1).padStart(5, '0')}`;
}

function* generateRepositories(
  options: GenerateOptions,
): Iterable<GeneratedRepository> {
  const {
    projects,
    repositoriesPerProject,
    filesEvery = 1,
    catalogPath = 'catalog-info.yaml',
  } = options;
  for (let p = 0; p < projects; p += 1) {
    const project = numbered('P', { index: p });
    for (let r = 0; r < repositoriesPerProject; r += 1) {
      const place = p * repositoriesPerProject + r;
      const hasFile = filesEvery > 0 && place % filesEvery === 0;
      yield new GeneratedRepository({
        project,
        slug: numbered('repo-', { index: r }),
        id: place + 1,
        catalogPath: hasFile ? catalogPath : undefined,
      });
    }
  }
}

/**
 * Generates projects `P00001`... with repositories `repo-00001`..., the same
 * on each call, whose files are made up when they are read.
 */
export function generate(options: GenerateOptions): MemoryModel {
  const projects = Array.from({ length: options.projects }, (_, index) =>
    createProject({ key: numbered('P', { index }), id: index + 1 }),
  );
  return new MemoryModel({
    projects,
    repositories: generateRepositories(options),
  });
}
