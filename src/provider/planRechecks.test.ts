import { HashReading } from '../hashes/HashReading';
import { RepositoryRow } from '../memory';
import { planRechecks, RecheckOptions, toUnmovedFiles } from './planRechecks';
import { RunRepository } from './RunRepositories';

const HOUR_MS = 60 * 60_000;
const now = Date.parse('2026-11-28T12:00:00Z');
const fingerprint = 'f';

function listed(
  id: number,
  change: Partial<RepositoryRow> = {},
): RunRepository {
  const identity = { key: `id:${id}`, projectKey: 'A', repoSlug: `r${id}` };
  return {
    identity,
    row: {
      ...identity,
      ...{ revision: 1, fingerprint, hash: 'h main' },
      answer: { outcome: 'present', files: [] },
      lookedAt: now - id * HOUR_MS,
      ...change,
    },
    ...{ isListed: true, isQueued: false, wasShown: false },
    ...{ takesOver: false, isLeftOut: false, isUnmoved: false, looks: 0 },
  };
}

function read(
  hashes: Record<string, string>,
  { isBelieved = true }: { isBelieved?: boolean } = {},
): HashReading {
  return new HashReading({
    hashes: new Map(Object.entries(hashes)),
    isBelieved,
    confirm: async () => {},
  });
}

function plan(
  repositories: readonly RunRepository[],
  options: Partial<RecheckOptions>,
) {
  const { moved, aged } = planRechecks(repositories, {
    ...{ fingerprint, trustsMemory: true, hasParser: false, now },
    lastRunAt: now - HOUR_MS,
    ...options,
  });
  const toKeys = (all: readonly RunRepository[]) =>
    all.map(({ identity }) => identity.key);
  return { moved: toKeys(moved), aged: toKeys(aged) };
}

const three = () => [listed(1), listed(2), listed(3)];
const unmoved = { 'id:1': 'h main', 'id:2': 'h main', 'id:3': 'h main' };

describe('planRechecks', () => {
  it('has everything looked at, longest ago first, where nothing vouches for it', () => {
    const aged = ['id:3', 'id:2', 'id:1'];
    expect(plan(three(), {})).toEqual({ moved: [], aged });
    const reading = read(unmoved, { isBelieved: false });
    expect(plan(three(), { reading })).toEqual({ moved: [], aged });
  });

  it('has the oldest share looked at of what a believed hash vouches for', () => {
    expect(plan(three(), { reading: read(unmoved) }).aged).toEqual(['id:3']);
  });

  it.each([
    ['another content', 'i main'],
    ['another default branch', 'h next'],
  ])('has what has %s looked at first, believed or not', (_, hash) => {
    for (const isBelieved of [true, false]) {
      const reading = read({ ...unmoved, 'id:1': hash }, { isBelieved });
      expect(plan(three(), { reading }).moved).toEqual(['id:1']);
    }
  });

  it.each<[string, Partial<RepositoryRow>]>([
    ['has no hash yet', { hash: undefined }],
    ['is unknown', { unknown: { since: 1, reason: '' } }],
    ['was looked at for another configuration', { fingerprint: 'g' }],
  ])('has one looked at that %s', (_, change) => {
    const reading = read({ ...unmoved, 'id:4': 'h main' });
    const repositories = [...three(), listed(4, change)];
    expect(plan(repositories, { reading }).aged).toContain('id:4');
  });

  it('has one looked at that the list lacks', () => {
    const { 'id:1': _, ...others } = unmoved;
    expect(plan(three(), { reading: read(others) }).aged).toContain('id:1');
  });

  it('has one looked at of which no default branch is told, unless it is empty', () => {
    const reading = read({ ...unmoved, 'id:1': 'h', 'id:2': 'h' });
    const empty = { outcome: 'absent', reason: 'empty' } as const;
    const repositories = [
      listed(1, { hash: 'h' }),
      listed(2, { hash: 'h', answer: empty }),
      listed(3),
    ];
    const { aged } = plan(repositories, { reading });
    expect(aged).toEqual(['id:3', 'id:1']);
  });

  it('has what a parser yields looked at, unless recheckAfter is set', () => {
    const reading = read(unmoved);
    const options = { reading, hasParser: true };
    expect(plan(three(), options).aged).toHaveLength(3);
    const recheckAfterMs = 24 * HOUR_MS;
    expect(plan(three(), { ...options, recheckAfterMs }).aged).toHaveLength(1);
  });

  it('has one looked at that a clock has dated ahead of this one', () => {
    const ahead = listed(4, { lookedAt: now + 1_000 * HOUR_MS });
    const options = { recheckAfterMs: 24 * HOUR_MS };
    expect(plan([...three(), ahead], options).aged).toEqual(['id:4']);
  });

  it('does not rely on an absence that was seen too long ago', () => {
    const noFile = { outcome: 'absent', reason: 'noFile' } as const;
    const repositories = [listed(1, { answer: noFile }), listed(2), listed(3)];
    const options = { reading: read(unmoved), trustsMemory: false };
    expect(plan(repositories, options).aged).toEqual(['id:3', 'id:1']);
  });

  it('has all looked at that are older than recheckAfter', () => {
    const options = { recheckAfterMs: 2 * HOUR_MS, lastRunAt: now - 1 };
    expect(plan(three(), options).aged).toEqual(['id:3', 'id:2']);
  });

  it('has everything looked at after a pause as long as recheckAfter', () => {
    const options = { reading: read(unmoved), lastRunAt: now - 24 * HOUR_MS };
    expect(plan(three(), options).aged).toHaveLength(3);
  });

  it('says which ones a believed hash vouches for', () => {
    const repositories = three();
    plan(repositories, { reading: read({ ...unmoved, 'id:1': 'i main' }) });
    expect(repositories.map(({ isUnmoved }) => isUnmoved)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

const contentId = '1'.repeat(40);
const identity = { key: 'id:1', projectKey: 'A', repoSlug: 'r' };

function repository(
  answer: RepositoryRow['answer'],
  { isUnmoved = true }: { isUnmoved?: boolean } = {},
): RunRepository {
  return {
    identity,
    row: { ...identity, revision: 1, answer },
    ...{ isListed: true, isQueued: false, wasShown: false, isUnmoved },
    ...{ takesOver: false, isLeftOut: false, looks: 0 },
  };
}

describe('toUnmovedFiles', () => {
  it('gives the files of what has not moved, by the id that the look has shown', () => {
    const files = [
      { path: 'catalog-info.yaml', contentId },
      { path: 'docs/a.yaml', ref: 'refs/heads/dev', contentId },
      { path: 'without-an-id.yaml' },
    ];
    const name = { projectKey: 'A', repoSlug: 'r' };
    expect(
      toUnmovedFiles([repository({ outcome: 'present', files })]),
    ).toEqual([
      { ...name, path: 'catalog-info.yaml', at: undefined, contentId },
      { ...name, path: 'docs/a.yaml', at: 'refs/heads/dev', contentId },
    ]);
  });

  it('gives nothing of what may have moved, holds no file or has no answer', () => {
    const files = [{ path: 'catalog-info.yaml', contentId }];
    expect(
      toUnmovedFiles([
        repository({ outcome: 'present', files }, { isUnmoved: false }),
        repository({ outcome: 'absent', reason: 'noFile' as never }),
        repository(undefined),
      ]),
    ).toEqual([]);
  });
});
