import type { FileTree, RepositoryState, StandInRepository } from '../types';

const readme = 'Generated.\n';

/** The files of a generated repository, made up when they are read. */
class GeneratedFileTree implements FileTree {
  private readonly files: Record<string, () => string>;

  constructor(options: { catalogPath?: string; name: string }) {
    const { catalogPath, name } = options;
    this.files = {
      'README.md': () => readme,
      'src/index.ts': () => 'export {};\n',
    };
    if (catalogPath !== undefined) {
      this.files[catalogPath] = () =>
        [
          'apiVersion: backstage.io/v1alpha1',
          'kind: Component',
          'metadata:',
          `  name: ${name}`,
          'spec:',
          '  type: service',
          '  lifecycle: production',
          '  owner: generated',
          '',
        ].join('\n');
    }
  }

  list(): Iterable<string> {
    return Object.keys(this.files);
  }

  read(path: string): string | undefined {
    return Object.hasOwn(this.files, path) ? this.files[path]?.() : undefined;
  }
}

/**
 * A repository that makes its files up when they are asked for, so that tens
 * of thousands take little memory.
 */
export class GeneratedRepository implements StandInRepository {
  defaultBranch = 'main';
  project: string;
  slug: string;
  name: string;
  id: number;
  state: RepositoryState = 'AVAILABLE';
  archived = false;
  public = false;
  hidden?: boolean;
  labels: string[] = [];
  private readonly catalogPath?: string;
  private written?: Record<string, FileTree>;

  constructor(options: {
    project: string;
    slug: string;
    id: number;
    catalogPath?: string;
  }) {
    this.project = options.project;
    this.slug = options.slug;
    this.name = options.slug;
    this.id = options.id;
    this.catalogPath = options.catalogPath;
  }

  get branches(): Record<string, FileTree> {
    return (
      this.written ?? {
        main: new GeneratedFileTree({
          catalogPath: this.catalogPath,
          name: `${this.project.toLowerCase()}-${this.slug}`,
        }),
      }
    );
  }

  set branches(branches: Record<string, FileTree>) {
    this.written = branches;
  }
}
