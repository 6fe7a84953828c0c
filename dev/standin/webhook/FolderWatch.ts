import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';

import { FolderFileTree } from '../model/FolderFileTree';
import { foldersIn } from '../model/foldersIn';

/** A change is seen within this time. */
const INTERVAL_MS = 500;

/**
 * A repository whose files have changed.
 */
export interface RepositoryChange {
  /** The name of the project's folder. */
  project: string;
  /** The name of the repository's folder. */
  folder: string;
  /** Stands for the files before, shaped as a commit; undefined for none. */
  from?: string;
  /** Stands for the files now. */
  to?: string;
}

/**
 * Looks twice a second whether files have changed beneath
 * `<root>/<PROJECT KEY>/<repo slug>`.
 *
 * @remarks
 * A repository that comes or goes is no change: a real server tells nobody.
 */
export class FolderWatch {
  private readonly root: string;
  private readonly onChange: (change: RepositoryChange) => void;
  private seen = new Map<string, string | undefined>();
  private timer?: NodeJS.Timeout;

  constructor(options: {
    root: string;
    onChange: (change: RepositoryChange) => void;
  }) {
    this.root = options.root;
    this.onChange = options.onChange;
  }

  /** Takes what is there for granted, and looks from now on. */
  start(): void {
    if (!this.timer) {
      this.seen = this.look();
      this.timer = setInterval(() => this.check(), INTERVAL_MS);
    }
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private check(): void {
    const before = this.seen;
    this.seen = this.look();
    for (const [name, to] of this.seen) {
      const from = before.get(name);
      if (before.has(name) && from !== to) {
        const [project = '', folder = ''] = name.split(path.sep);
        this.onChange({ project, folder, from, to });
      }
    }
  }

  /** The state of each repository's files; undefined where it has none. */
  private look(): Map<string, string | undefined> {
    const projects = foldersIn(this.root);
    const names = projects.flatMap(project =>
      foldersIn(path.join(this.root, project)).map(folder =>
        path.join(project, folder),
      ),
    );
    return new Map(
      names.map(name => [name, toState(path.join(this.root, name))]),
    );
  }
}

/** Shaped as the id of a commit. */
function toState(root: string): string | undefined {
  const files: string[] = [];
  try {
    for (const file of new FolderFileTree({ root }).list()) {
      const { mtimeMs, size, ino } = statSync(path.join(root, file));
      files.push(`${file}\0${mtimeMs}\0${size}\0${ino}`);
    }
  } catch {
    // Something went while it was looked at; the next look sees what remains.
  }
  return files.length > 0
    ? createHash('sha1').update(files.sort().join('\n')).digest('hex')
    : undefined;
}
