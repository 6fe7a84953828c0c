import { RepositoryName } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';
import { LookedBefore, RefusedError, Settled } from '../reconcile';
import { describeCutFiles } from '../report';
import { RunHashes } from './RunHashes';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';

/** A look that others overtake is repeated so often at most. */
const MAX_LOOKS = 3;

export interface RunNotesOptions
  extends Pick<RunOptions, 'provider' | 'repositories' | 'run'> {
  readonly hashes: RunHashes;
}

/** Keeps the books of a run: for the log, for whoever measures, and for its end. */
export class RunNotes {
  readonly #options: RunNotesOptions;
  #newlyTold = 0;

  constructor(options: RunNotesOptions) {
    this.#options = options;
  }

  /** How many entities the catalog was told that it did not hold before. */
  get newlyTold(): number {
    return this.#newlyTold;
  }

  /** Notes what has become of looks, and gives the repositories that others overtook. */
  noteSettled(
    looks: readonly LookedBefore[],
    settled: Settled,
  ): RunRepository[] {
    const { run, repositories, hashes } = this.#options;
    run.report.isApplied ||= settled.told.length > 0;
    this.#newlyTold += countNew(looks, settled);
    const refused = new Map(
      settled.refusals.map(({ change, cause }) => [change.key, cause]),
    );
    const again: RunRepository[] = [];
    for (const { identity, answer } of looks) {
      const repository = repositories.get(identity.key);
      const cause = refused.get(identity.key);
      if (settled.overtaken.has(identity.key)) {
        if (repository && repository.looks < MAX_LOOKS) {
          again.push(repository);
        }
        continue;
      }
      const settledAnswer: RepositoryAnswer = cause
        ? { outcome: 'unknown', cause: new RefusedError({ identity, cause }) }
        : answer;
      if (repository) {
        hashes.note(repository, settledAnswer);
        run.report.looks += isFirstLook(repository) ? 1 : 0;
        repository.identity = identity;
        repository.result =
          settledAnswer.outcome === 'unknown' ? 'unknown' : 'definite';
      }
      this.note(identity, settledAnswer);
    }
    return again;
  }

  /** Notes the answer of a repository, be it looked at or not. */
  note(name: RepositoryName, answer: RepositoryAnswer): void {
    const { provider, run } = this.#options;
    const { report, logger, telemetry } = run;
    report.noteRepository(name, answer);
    telemetry.noteAnswer(answer);
    const cut = describeCutFiles(name, answer);
    if (cut) {
      logger.warn(`${provider.config.id}: ${cut}`);
    }
    logger.debug(
      `${name.projectKey}/${name.repoSlug}: ${describeAnswer(answer)}`,
    );
  }
}

function isFirstLook({ given, result }: RunRepository): boolean {
  return !given && !result;
}

function countNew(looks: readonly LookedBefore[], { told }: Settled): number {
  const known = new Set(
    looks.flatMap(look => look.known.map(({ entityRef }) => entityRef)),
  );
  const added = told.flatMap(change => change.added);
  return added.filter(({ entityRef }) => !known.has(entityRef)).length;
}

function describeAnswer(answer: RepositoryAnswer): string {
  switch (answer.outcome) {
    case 'present':
      return answer.files.map(({ path }) => path).join(', ');
    case 'absent':
      return `none (${answer.reason})`;
    default:
      return `unknown: ${answer.cause.message}`;
  }
}
