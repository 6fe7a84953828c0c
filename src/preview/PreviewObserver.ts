import { RepositoryName } from '../bitbucket';
import { AbsenceReason, LookObserver, RepositoryAnswer } from '../discovery';
import { describeCutFiles, SweepReport } from '../report';
import { PreviewRow } from './types';

/** Keeps what a sweep finds, in place of telling a catalog. */
export class PreviewObserver implements LookObserver {
  readonly #report: SweepReport;
  readonly #onProgress: () => void;
  readonly #rows: Omit<PreviewRow, 'files'>[] = [];
  readonly #warnings: string[] = [];

  constructor(options: { report: SweepReport; onProgress: () => void }) {
    this.#report = options.report;
    this.#onProgress = options.onProgress;
  }

  /** In the order in which they were found. */
  get rows(): readonly Omit<PreviewRow, 'files'>[] {
    return this.#rows;
  }

  /** Of repositories with more files than are taken in. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  onProjectsListed(count: number): void {
    this.#report.projectsListed += count;
    this.#onProgress();
  }

  onProject(
    projectKey: string,
    { leftOutBy }: { leftOutBy?: AbsenceReason },
  ): void {
    this.#report.noteProject(leftOutBy, { projectKey });
    if (leftOutBy) {
      const answer = { outcome: 'absent', reason: leftOutBy } as const;
      this.#rows.push({ projectKey, answer });
    }
  }

  async whileInProject(
    _projectKey: string,
    work: () => Promise<void>,
  ): Promise<void> {
    await work();
  }

  onProjectDone(): void {
    this.#report.projectsDone += 1;
    this.#onProgress();
  }

  async onRepository(
    name: RepositoryName,
    answer: RepositoryAnswer,
  ): Promise<void> {
    const { projectKey, repoSlug } = name;
    this.#report.noteRepository(name, answer);
    this.#rows.push({ projectKey, repoSlug, answer });
    const cut = describeCutFiles(name, answer);
    if (cut) {
      this.#warnings.push(cut);
    }
    this.#onProgress();
  }

  onIncompleteList(cause: Error, options: { projectKey?: string }): void {
    const { projectKey } = options;
    this.#report.noteIncompleteList(cause, options);
    if (projectKey) {
      this.#rows.push({ projectKey, answer: { outcome: 'unknown', cause } });
    }
  }
}
