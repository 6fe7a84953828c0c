import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RepositoryName, RequestContext, untilAborted } from '../bitbucket';
import {
  askForNearestFiles,
  isFilterReason,
  isSameRepository,
} from '../discovery';
import { ProviderState, RepositoryRow } from '../memory';
import { ObservedProvider } from '../provider';
import { findRow, Reconciled } from '../reconcile';
import {
  describeExplanation,
  explainAnswer,
  Explanation,
  ReportedAnswer,
} from '../report';
import { chooseAnswer } from './chooseAnswer';
import { planNextLook } from './planNextLook';
import { planNextRun } from './planNextRun';
import { readEntitiesOfFiles } from './readEntitiesOfFiles';
import { toTime } from './schemas';
import { toFileReports, toFiles, ToldFile } from './toFiles';
import { FileReport, Plan, ProviderReport } from './types';

export interface ExplainOptions {
  readonly provider: ObservedProvider;
  /** Looks at the repository first, in the budget, where it is given. */
  readonly look?: RequestContext;
  /** Whose rights count in the catalog. */
  readonly credentials: BackstageCredentials;
  readonly now: number;
}

/** Says what one provider knows of a repository; only a look asks the server. */
export async function explainRepository(
  name: RepositoryName,
  options: ExplainOptions,
): Promise<ProviderReport> {
  const { provider, look } = options;
  const { config, memory, mapper } = provider;
  // A look of a run may be under way, which is done first and takes its time.
  const reconciled =
    look &&
    (await untilAborted(
      provider.reconciler.reconcile(name, { context: look }),
      look,
    ));
  const row = await findRowOf(name, { provider, reconciled });
  const leftOut = row ? undefined : await provider.leftOut.find(name);
  const named = row ?? leftOut ?? name;
  const state = await memory.readState();
  const answer = chooseAnswer(name, {
    ...{ ...config, row, leftOut, reconciled },
    hasRun: state.completeAt !== undefined,
  });
  const isIn = answer.outcome === 'present';
  const told =
    row && isIn
      ? toFiles(row, {
          ...{ config, mapper },
          entities: (await memory.readEntities([row.key])).get(row.key) ?? [],
        })
      : [];
  const files = await readFileReports(told, options);
  const explained = explainAnswer(answer, {
    ...{ config, files: told },
    name: named,
    nearestFiles: await findNearest(named, { ...options, answer }),
  });
  const { unknown } = row ?? {};
  const report = {
    provider: config.id,
    host: config.host,
    projectKey: explained.projectKey,
    repoSlug: explained.repoSlug,
    result: explained.result,
    reason: explained.reason ?? null,
    explanation: explained.explanation ?? null,
    search: explained.search ?? null,
    isRemembered: row !== undefined || leftOut !== undefined,
    defaultBranch: row?.defaultBranch ?? null,
    files,
    filesLeftOut: explained.filesLeftOut,
    nearestFiles: [...explained.nearestFiles],
    unknown: unknown
      ? { since: toTime(unknown.since)!, reason: unknown.reason }
      : null,
    lookedAt: toTime(row?.lookedAt),
    nextLook: await planLook(row, { ...options, answer, state }),
  };
  return { ...report, text: describeReport(report, { explained }) };
}

/** By the name that somebody gave, or as a look has found it by that name. */
async function findRowOf(
  name: RepositoryName,
  options: { provider: ObservedProvider; reconciled?: Reconciled },
): Promise<RepositoryRow | undefined> {
  const { memory } = options.provider;
  const identity =
    options.reconciled?.outcome === 'settled'
      ? options.reconciled.identity
      : undefined;
  if (!identity) {
    return findRow(name, { memory });
  }
  const rows = await memory.findByKeys([identity.key]);
  return rows.find(row => isSameRepository(row, name));
}

async function readFileReports(
  told: readonly ToldFile[],
  { provider, credentials }: ExplainOptions,
): Promise<FileReport[]> {
  const { catalog, errors } = provider;
  const shown = await readEntitiesOfFiles(
    told.map(({ target }) => target),
    { catalog: catalog?.catalog, credentials },
  );
  return toFileReports(told, { shown, failing: errors.files });
}

/** Only who looks is told, since it takes a request more. */
async function findNearest(
  name: RepositoryName,
  { provider, look, answer }: ExplainOptions & { answer: ReportedAnswer },
): Promise<readonly string[]> {
  const isMissing = answer.outcome === 'absent' && answer.reason === 'noFile';
  return look && isMissing
    ? askForNearestFiles(name, {
        ...{ ...provider.host, ...provider },
        context: look,
      })
    : [];
}

async function planLook(
  row: RepositoryRow | undefined,
  options: ExplainOptions & { answer: ReportedAnswer; state: ProviderState },
): Promise<Plan> {
  const { provider, answer, state, now } = options;
  const { config, hashes, reconciler } = provider;
  const trust = await hashes?.readTrust();
  const { at, explanation } = planNextLook({
    ...{ ...config, row },
    isLeftOut: answer.outcome === 'absent' && isFilterReason(answer.reason),
    fingerprint: reconciler.settler.fingerprint,
    nextRun: planNextRun(config, { ...state, now }),
    areHashesBelieved: trust?.standing({ now }) === 'believed',
  });
  return { at: toTime(at), explanation };
}

/** Says in words what is known of a repository: as the preview does, and since when. */
function describeReport(
  report: Omit<ProviderReport, 'text'>,
  { explained }: { explained: Explanation },
): string {
  const { provider, files, unknown, lookedAt, nextLook } = report;
  const remarks = files.flatMap(toRemarks);
  const lines = describeExplanation(explained, { remarks });
  return [
    `${provider}: ${lines[0]}`,
    ...lines.slice(1),
    ...(unknown
      ? [`  Could not be looked at since ${unknown.since}: ${unknown.reason}`]
      : []),
    `  ${lookedAt ? `Last looked at ${lookedAt}` : 'Never looked at'}. Next: ${
      nextLook.at ?? 'at a time that nobody can tell'
    }; ${nextLook.explanation}.`,
  ].join('\n');
}

function toRemarks({ path, failures }: FileReport): string[] {
  return failures.map(
    ({ entityRef, reason, remedy }) =>
      `${path} fails in the catalog (${entityRef}): ${reason}${
        remedy ? `; ${remedy}` : ''
      }`,
  );
}
