import { LeftOutRepository, RepositoryRow } from '../memory';
import { countRows } from './countRows';

const toRow = (change: Partial<RepositoryRow>): RepositoryRow => ({
  ...{ key: 'id:1', projectKey: 'PLAT', repoSlug: 'api', revision: 1 },
  fingerprint: 'now',
  ...change,
});

async function* toPages<T>(...rows: T[]) {
  for (const row of rows) {
    yield [row];
  }
}

const count = (
  rows: RepositoryRow[],
  leftOut: LeftOutRepository[] = [],
) =>
  countRows(toPages(...rows), {
    fingerprint: 'now',
    leftOut: toPages(...leftOut),
  });

describe('countRows', () => {
  it('counts by answer and by reason, and finds the oldest answer', async () => {
    const counts = await count(
      [
        toRow({
          answer: { outcome: 'present', files: [{ path: 'a' }, { path: 'b' }] },
          lookedAt: 300,
        }),
        toRow({
          answer: { outcome: 'absent', reason: 'noFile' },
          ...{ lookedAt: 200, due: 'hint', projectKey: 'DOCS' },
        }),
        toRow({
          answer: { outcome: 'absent', reason: 'noFile' },
          ...{ lookedAt: 400, unknown: { since: 7, reason: 'answered 503' } },
        }),
        toRow({ lookedAt: 100 }),
        toRow({
          answer: { outcome: 'absent', reason: 'empty' },
          ...{ lookedAt: 500, fingerprint: 'then' },
        }),
      ],
    );
    expect(counts).toEqual({
      ...{ total: 5, leftOut: 0, in: 1, files: 2, unanswered: 1 },
      ...{ unknown: 1, urgent: 4 },
      out: { noFile: 2, empty: 1 },
      unknownExamples: [
        { repository: 'plat/api', since: 7, reason: 'answered 503' },
      ],
      oldestAt: 200,
      projectKeys: ['DOCS', 'PLAT'],
    });
  });

  it('counts what a filter leaves out, unless it was looked at since', async () => {
    const archived = { ...toRow({}), reason: 'archived' } as const;
    const { oldestAt, ...counts } = await count(
      [toRow({ answer: { outcome: 'present', files: [] } })],
      [
        archived,
        { ...archived, key: 'id:2' },
        { ...archived, key: 'id:3' },
        { ...archived, key: 'id:4', reason: 'fork', projectKey: 'OLD' },
      ],
    );
    expect(oldestAt).toBeUndefined();
    expect(counts).toMatchObject({
      ...{ total: 4, leftOut: 3, in: 1, unanswered: 0, urgent: 0 },
      out: { archived: 2, fork: 1 },
      projectKeys: ['PLAT'],
    });
  });

  it('knows the projects that have more than what a filter leaves out', async () => {
    const answer = { outcome: 'absent', reason: 'archived' } as const;
    const { projectKeys } = await count([
      toRow({ answer, projectKey: 'OLD' }),
      toRow({ answer }),
      toRow({}),
    ]);
    expect(projectKeys).toEqual(['PLAT']);
  });

  it('names twenty that are unknown at most', async () => {
    const unknown = { since: 1, reason: 'x' };
    const rows = Array.from({ length: 30 }, () => toRow({ unknown }));
    const counts = await count(rows);
    expect(counts.unknown).toBe(30);
    expect(counts.unknownExamples).toHaveLength(20);
  });
});
