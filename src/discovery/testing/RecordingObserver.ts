import type { Repository, RepositoryName } from '../../bitbucket';
import type { ListSizes } from '../ListTally';
import type { SweepObserver, UnlistedOptions } from '../SweepOptions';
import type { AbsentOrUnknown } from '../types';

/** Writes down what a sweep tells, each as one short text. */
export class RecordingObserver implements SweepObserver {
  /** `A`, or `A: projectKey` for one that the filter leaves out. */
  readonly projects: string[] = [];
  /** `A/one`, or `A/one: archived` for one that has its answer. */
  readonly listed: string[] = [];
  /** `A/one` for one that is to be asked for, or `A/one: gone`. */
  readonly unlisted: string[] = [];
  /** `A`, or `all projects`. */
  readonly incompleteLists: string[] = [];
  readonly projectsDone: string[] = [];
  projectsListed = 0;
  /** What the sweep gives at its end. */
  sizes?: ListSizes;

  onProjectsListed(count: number): void {
    this.projectsListed += count;
  }

  onProject(projectKey: string, { leftOutBy }: { leftOutBy?: string }): void {
    this.projects.push(withReason(projectKey, leftOutBy));
  }

  async whileInProject(
    _projectKey: string,
    work: () => Promise<void>,
  ): Promise<void> {
    await work();
  }

  onProjectDone(projectKey: string): void {
    this.projectsDone.push(projectKey);
  }

  async onListed(
    repository: Repository,
    { given }: { given?: AbsentOrUnknown },
  ): Promise<void> {
    this.listed.push(withReason(toText(repository), toReason(given)));
  }

  async onUnlisted(
    name: RepositoryName,
    { given, wasShown }: UnlistedOptions,
  ): Promise<void> {
    const reason = toReason(given) ?? (wasShown ? 'was shown' : undefined);
    this.unlisted.push(withReason(toText(name), reason));
  }

  onIncompleteList(
    _cause: Error,
    { projectKey = 'all projects' }: { projectKey?: string },
  ): void {
    this.incompleteLists.push(projectKey);
  }
}

function toText({ projectKey, repoSlug }: RepositoryName): string {
  return `${projectKey}/${repoSlug}`;
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined ? text : `${text}: ${reason}`;
}

function toReason(given: AbsentOrUnknown | undefined): string | undefined {
  if (given?.outcome !== 'absent') {
    return given?.cause.name;
  }
  const { reason, movedTo } = given;
  return movedTo ? `${reason}, now ${toText(movedTo)}` : reason;
}
