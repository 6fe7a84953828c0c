import { ProviderFilters } from '../config';
import { AbsenceReason, isOfProject } from '../discovery';
import { RepositoryName, toFailureKind } from '../bitbucket';
import { LetterCase } from './LetterCase';
import { ReportedAnswer } from './ReportedAnswer';
import { UnknownGroup, UnknownGroups } from './UnknownGroups';

/** Counts what a sweep comes across, for its log lines. */
export class SweepReport {
  readonly startedAt: number;
  requests = 0;
  /** On the pages of the list that were read. */
  projectsListed = 0;
  projects = 0;
  projectsDone = 0;
  repositories = 0;
  /** Repositories that were looked at, and not settled by a list. */
  looks = 0;
  files = 0;
  unknown = 0;
  readonly leftOut = new Map<AbsenceReason, number>();
  /** Why lists broke off. */
  readonly listFailures = new Set<Error>();
  /** Why the host was not asked any further, if so. */
  hostFailure?: Error;
  /** Whether the catalog was told something. */
  isApplied = false;
  readonly #unknownRepositories = new UnknownGroups();
  readonly #incompleteLists = new UnknownGroups();

  readonly #letterCase: LetterCase;

  constructor(options: {
    now: number;
    /** What names are held against; without them case is not judged. */
    filters?: ProviderFilters;
  }) {
    this.startedAt = options.now;
    this.#letterCase = new LetterCase(options);
  }

  noteProject(
    leftOutBy: AbsenceReason | undefined,
    { projectKey }: { projectKey: string },
  ): void {
    this.projects += 1;
    if (leftOutBy === undefined || leftOutBy === 'projectKey') {
      const isLeftOut = leftOutBy !== undefined;
      this.#letterCase.note('projectKey', { name: projectKey, isLeftOut });
    }
    if (leftOutBy) {
      this.#noteLeftOut(leftOutBy);
    }
  }

  noteRepository(name: RepositoryName, answer: ReportedAnswer): void {
    const reason = answer.outcome === 'absent' ? answer.reason : undefined;
    if (reason === 'gone' || (reason && isOfProject(reason))) {
      // It is known from before, and on none of the server's lists.
      return;
    }
    this.repositories += 1;
    if (reason !== 'exclude.repoSlug') {
      const isLeftOut = reason === 'repoSlug';
      this.#letterCase.note('repoSlug', { name: name.repoSlug, isLeftOut });
    }
    if (answer.outcome === 'present') {
      this.files += answer.files.length;
    } else if (answer.outcome === 'absent') {
      this.#noteLeftOut(answer.reason);
    } else {
      this.unknown += 1;
      this.#noteHostFailure(answer.cause);
      this.#unknownRepositories.add(
        answer.cause,
        `${name.projectKey}/${name.repoSlug}`,
      );
    }
  }

  noteIncompleteList(
    cause: Error,
    { projectKey }: { projectKey?: string },
  ): void {
    this.listFailures.add(cause);
    this.#noteHostFailure(cause);
    this.#incompleteLists.add(
      cause,
      projectKey ? `the repositories of ${projectKey}` : 'all projects',
    );
  }

  /** The repositories that stayed unknown, the most frequent cause first. */
  unknownRepositories(): UnknownGroup[] {
    return this.#unknownRepositories.sorted();
  }

  /** The lists that broke off, the most frequent cause first. */
  incompleteLists(): UnknownGroup[] {
    return this.#incompleteLists.sorted();
  }

  /** See {@link LetterCase.nearMisses}. */
  nearMisses(reason: AbsenceReason): number {
    return reason === 'projectKey' || reason === 'repoSlug'
      ? this.#letterCase.nearMisses(reason)
      : 0;
  }

  /** Why not everything could be seen, each once; empty where it could. */
  get failures(): Error[] {
    const { hostFailure, listFailures } = this;
    return [
      ...new Set(hostFailure ? [hostFailure, ...listFailures] : listFailures),
    ];
  }

  #noteLeftOut(reason: AbsenceReason): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  #noteHostFailure(cause: Error): void {
    const kind = toFailureKind(cause);
    if (kind === 'hostDown' || kind === 'longRefusal') {
      this.hostFailure ??= cause;
    }
  }
}
