import { NotFoundError } from '@backstage/errors';
import { STATUS_CODES } from 'node:http';
import {
  BitbucketServerResponseError,
  FailureKind,
  toFailureKind,
} from '../bitbucket';
import type { FileTarget } from './types';

const NOT_FOUND = 404;
const SERVICE_UNAVAILABLE = 503;

/** What the server says for certain not to be there. */
const MISSING = new Set<FailureKind | undefined>([
  'noProject',
  'noRepository',
  'noBranch',
  'noPath',
  'empty',
]);

/** It, or what is in front of it, is asked too much at the moment. */
const BUSY = new Set<FailureKind | undefined>([
  'refused',
  'longRefusal',
  'longWait',
  'hostDown',
]);

/** Whether the server says that the file is not there. A plain 404 may be a proxy's. */
export function isMissing(error: unknown): boolean {
  return toStatus(error) === NOT_FOUND && MISSING.has(toFailureKind(error));
}

/** Whether a failure is about how much the server is asked, and not about the file. */
export function isBusy(error: unknown): boolean {
  return (
    BUSY.has(toFailureKind(error)) ||
    toStatus(error) === SERVICE_UNAVAILABLE
  );
}

/**
 * What the catalog is told of a failure, in the words of Backstage's own
 * reader. A `NotFoundError` lets the catalog delete entities, so it stands for
 * nothing but what {@link isMissing} is sure of.
 */
export function toReadError(error: unknown, file: FileTarget): Error {
  const status = toStatus(error);
  if (status === undefined) {
    return new Error(`Unable to read ${file.target}, ${error}`, {
      cause: error,
    });
  }
  const words = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const message = `${file.target} could not be read as ${file.restUrl}, ${words}`;
  // A cause would become part of that message.
  return isMissing(error)
    ? new NotFoundError(message)
    : new Error(message, { cause: error });
}

function toStatus(error: unknown): number | undefined {
  return error instanceof BitbucketServerResponseError
    ? error.status
    : undefined;
}
