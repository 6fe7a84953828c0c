import { HostDownError } from '../bitbucket';
import { SweepReport } from './SweepReport';

const down = new HostDownError({
  url: 'https://git.example.com',
  failures: 20,
  cause: new Error('reset'),
});

describe('SweepReport', () => {
  it('has no failure where repositories alone are unknown', () => {
    const report = new SweepReport({ now: 0 });
    report.noteRepository(
      { projectKey: 'A', repoSlug: 'one' },
      { outcome: 'unknown', cause: new Error('500') },
    );
    expect(report.failures).toEqual([]);
  });

  it('names why lists broke off, each cause once', () => {
    const report = new SweepReport({ now: 0 });
    const cause = new Error('401');
    report.noteIncompleteList(cause, { projectKey: 'A' });
    report.noteIncompleteList(cause, { projectKey: 'B' });
    expect(report.failures).toEqual([cause]);
  });

  it('names first that the host is down, also where no list broke off', () => {
    const report = new SweepReport({ now: 0 });
    const cause = new Error('401');
    report.noteIncompleteList(cause, { projectKey: 'A' });
    report.noteRepository(
      { projectKey: 'A', repoSlug: 'one' },
      { outcome: 'unknown', cause: down },
    );
    expect(report.failures).toEqual([down, cause]);
  });
});
