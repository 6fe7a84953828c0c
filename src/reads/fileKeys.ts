import { hash } from 'node:crypto';
import type { FileTarget } from './types';

/** The keys by which rows are found; hashes, since an index takes no long path. */
export interface FileKeys {
  readonly targetKey: string;
  readonly repositoryKey: string;
  readonly directoryKey: string;
  readonly fileKey: string;
}

/** A repository of a host; letters do not count in its names. */
type RepositoryOfHost = Pick<FileTarget, 'host' | 'projectKey' | 'repoSlug'>;

/** A directory of it at a ref, or a file, from the root on. */
type DirectoryOfHost = Pick<FileTarget, 'path' | 'at'> & RepositoryOfHost;

export function toFileKeys(file: FileTarget): FileKeys {
  return {
    targetKey: toKey(file.target),
    repositoryKey: toRepositoryKey(file),
    ...toPathKeys(file),
  };
}

/** Gives the keys of a file, by whatever address it is asked for. */
export function toPathKeys(
  file: DirectoryOfHost,
): Pick<FileKeys, 'directoryKey' | 'fileKey'> {
  const end = file.path.lastIndexOf('/');
  const directory = { ...file, path: file.path.slice(0, Math.max(0, end)) };
  const directoryKey = toDirectoryKey(directory);
  const name = file.path.slice(end + 1);
  return { directoryKey, fileKey: toFileKey(directoryKey, { name }) };
}

export function toRepositoryKey(repository: RepositoryOfHost): string {
  const { host, projectKey, repoSlug } = repository;
  return toKey(host, projectKey.toLowerCase(), repoSlug.toLowerCase());
}

export function toDirectoryKey(directory: DirectoryOfHost): string {
  const { path, at } = directory;
  return toKey(toRepositoryKey(directory), at ?? '', path);
}

export function toFileKey(
  directoryKey: string,
  { name }: { name: string },
): string {
  return toKey(directoryKey, name);
}

function toKey(...parts: string[]): string {
  return hash('sha1', JSON.stringify(parts), 'hex');
}
