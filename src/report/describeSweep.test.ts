import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from '../config';
import { describeSweep } from './describeSweep';
import { SweepReport } from './SweepReport';

const name = { projectKey: 'A', repoSlug: 'one' };

describe('describeSweep', () => {
  it('counts everything, with thousands set apart', () => {
    const report = new SweepReport({ now: 0 });
    Object.assign(report, {
      projects: 203,
      repositories: 4812,
      files: 1377,
      unknown: 3,
      requests: 5036,
    });
    expect(describeSweep(report, { elapsedMs: 41_300 })).toBe(
      '4,812 repositories in 203 projects, 1,377 catalog files, 3 unknown, 5,036 requests, 41 s',
    );
  });

  it('says what was left out, by filter, and what is in the singular', () => {
    const report = new SweepReport({ now: 0 });
    report.noteProject('projectKey', { projectKey: 'B' });
    report.noteRepository(name, { outcome: 'absent', reason: 'repoSlug' });
    expect(describeSweep(report, { elapsedMs: 1_000 })).toBe(
      '1 repository in 1 project, 1 project left out by filters.projectKey, 1 repository left out by filters.repoSlug, 0 catalog files, 0 unknown, 0 requests, 1 s',
    );
    for (const reason of ['repoSlug', 'archived', 'archived', 'empty', 'empty', 'noBranch', 'noFile'] as const) {
      report.noteRepository(name, { outcome: 'absent', reason });
    }
    expect(describeSweep(report, { elapsedMs: 1_000 })).toContain(
      '8 repositories in 1 project, 1 project left out by filters.projectKey, 2 repositories left out by filters.repoSlug, 2 archived repositories left out, 2 empty repositories left out, 1 repository without the branch, 0 catalog files',
    );
  });

  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'a.x' }] },
      catalog: {
        providers: {
          bitbucketServer: {
            filters: { projectKey: ['^plat$', '^x'], repoSlug: '-API$' },
          },
        },
      },
    }),
  );
  const CASE = 'for upper or lower case alone, which counts';

  it('says which filter leaves everything out for the sake of case', () => {
    const report = new SweepReport({ now: 0, filters: config?.filters });
    for (const projectKey of ['PLAT', 'OPS', 'XY']) {
      report.noteProject('projectKey', { projectKey });
    }
    report.noteProject('exclude.projectKey', { projectKey: 'OLD' });
    for (const repoSlug of ['one-api', 'two']) {
      const found = { outcome: 'absent', reason: 'repoSlug' } as const;
      report.noteRepository({ projectKey: 'A', repoSlug }, found);
    }
    expect(describeSweep(report, { elapsedMs: 0 })).toContain(
      `1 project left out by filters.exclude.projectKey, 3 projects left out by filters.projectKey (2 of them ${CASE}), 2 repositories left out by filters.repoSlug (1 of them ${CASE})`,
    );
  });

  it('says nothing of case where the filter takes something in, or would take nothing in either', () => {
    const some = new SweepReport({ now: 0, filters: config?.filters });
    some.noteProject('projectKey', { projectKey: 'PLAT' });
    some.noteProject(undefined, { projectKey: 'xy' });
    some.noteRepository(name, { outcome: 'absent', reason: 'noFile' });
    some.noteRepository(
      { projectKey: 'A', repoSlug: 'one-api' },
      { outcome: 'absent', reason: 'repoSlug' },
    );
    const none = new SweepReport({ now: 0, filters: config?.filters });
    none.noteProject('projectKey', { projectKey: 'OPS' });
    none.noteRepository(name, { outcome: 'absent', reason: 'repoSlug' });

    expect(describeSweep(some, { elapsedMs: 0 })).not.toContain(CASE);
    expect(describeSweep(none, { elapsedMs: 0 })).not.toContain(CASE);
  });

  it('does not count what is known from before and no longer listed', () => {
    const report = new SweepReport({ now: 0 });
    report.noteRepository(name, { outcome: 'absent', reason: 'gone' });
    report.noteRepository(name, { outcome: 'absent', reason: 'projectKey' });
    expect(describeSweep(report, { elapsedMs: 0 })).toContain('0 repositories in 0');
  });
});
