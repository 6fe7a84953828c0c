import { UnmovedFile } from '../bitbucket';
import { HashReading } from '../hashes';
import { RunRepository, stillHolds } from './RunRepositories';

/** So old may an answer get whose repository has not moved by its hash. */
export const BELIEVED_MS = 24 * 60 * 60_000;

/** What a run knows of how urgent it is to look at what has an answer. */
export interface RecheckOptions {
  /** Undefined where the server's hashes could not be read. */
  readonly reading?: HashReading;
  /** As it is configured; undefined looks at whatever may have changed. */
  readonly recheckAfterMs?: number;
  readonly fingerprint: string;
  /** Whether remembered absences are recent enough to count. */
  readonly trustsMemory: boolean;
  /** Whether a parser may make something else of an unchanged file. */
  readonly hasParser: boolean;
  readonly now: number;
  /** When the run before began; undefined where there was none. */
  readonly lastRunAt?: number;
}

/** What a run is yet to look at: what has moved, and then the others, oldest first. */
export interface RecheckPlan {
  readonly moved: readonly RunRepository[];
  readonly aged: readonly RunRepository[];
}

/**
 * Decides which answers are recent enough: those that the hashes vouch for, or
 * all where it is configured how old one may get. A share of them that grows
 * with the time since the run before is looked at all the same, so that each
 * has its turn before its answer is too old, and no run has them all.
 */
export function planRechecks(
  listed: readonly RunRepository[],
  options: RecheckOptions,
): RecheckPlan {
  const { recheckAfterMs = BELIEVED_MS, lastRunAt, now } = options;
  const moved: RunRepository[] = [];
  const aged: RunRepository[] = [];
  const mayWait: RunRepository[] = [];
  for (const repository of listed) {
    const movement = toMovement(repository, options);
    if (movement === 'moved') {
      moved.push(repository);
    } else if (isVouchedFor(repository, { ...options, movement })) {
      repository.isUnmoved = movement === 'unmoved' && isBelieved(options);
      mayWait.push(repository);
    } else {
      aged.push(repository);
    }
  }
  const byAge = (one: RunRepository, other: RunRepository) =>
    toAgeMs(other, options) - toAgeMs(one, options);
  mayWait.sort(byAge);
  const passedMs = lastRunAt === undefined ? Infinity : now - lastRunAt;
  const passed = passedMs / recheckAfterMs;
  const share = Math.ceil(mayWait.length * Math.min(1, Math.max(0, passed)));
  const rechecked = mayWait.filter(
    (repository, index) =>
      index < share || toAgeMs(repository, options) >= recheckAfterMs,
  );
  return { moved, aged: [...rechecked, ...aged].sort(byAge) };
}

function toMovement(
  { row }: RunRepository,
  { reading }: RecheckOptions,
): ReturnType<HashReading['compare']> {
  if (!row || !reading) {
    return 'unknown';
  }
  const { key, hash, answer } = row;
  const isEmpty = answer?.outcome === 'absent' && answer.reason === 'empty';
  return reading.compare({ key, hash, isEmpty });
}

function isVouchedFor(
  { row }: RunRepository,
  options: RecheckOptions & { movement: 'unmoved' | 'unknown' },
): boolean {
  const { recheckAfterMs, hasParser, movement } = options;
  const isParsed = hasParser && row?.answer?.outcome === 'present';
  return (
    stillHolds(row, options) &&
    (recheckAfterMs !== undefined ||
      (movement === 'unmoved' && isBelieved(options) && !isParsed))
  );
}

function isBelieved({ reading }: RecheckOptions): boolean {
  return reading?.isBelieved === true;
}

/**
 * Those never looked at are the oldest, and with them those that a clock has
 * dated that was ahead: their turn would not come before that date.
 */
function toAgeMs(
  { row }: RunRepository,
  { now }: Pick<RecheckOptions, 'now'>,
): number {
  const { lookedAt = 0 } = row ?? {};
  return lookedAt > now ? now : now - lookedAt;
}

/** The files that are as they were at the last look, as believed hashes tell. */
export function toUnmovedFiles(
  repositories: readonly RunRepository[],
): UnmovedFile[] {
  return repositories.flatMap(({ isUnmoved, identity, row }) => {
    if (!isUnmoved || row?.answer?.outcome !== 'present') {
      return [];
    }
    const { projectKey, repoSlug } = identity;
    return row.answer.files.flatMap(({ path, ref, contentId }) =>
      contentId === undefined
        ? []
        : [{ projectKey, repoSlug, path, at: ref, contentId }],
    );
  });
}
