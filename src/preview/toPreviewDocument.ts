import {
  countFilesLeftOut,
  describeAnswer,
  ExplainedFile,
  toResultWord,
} from '../report';
import {
  PreviewedProvider,
  PreviewRow,
  RepositoryPreview,
  SweepPreview,
} from './types';

/** Maps previews to the JSON of docs/preview.md, of which every key is always there. */
export function toPreviewDocument(
  previews: readonly (SweepPreview | RepositoryPreview)[],
): unknown {
  return {
    providers: previews.map(preview =>
      'rows' in preview ? toSweep(preview) : toExplanation(preview),
    ),
  };
}

function toSweep(preview: SweepPreview): unknown {
  const { provider, rows, status, errors, summary, warnings } = preview;
  const { cost, counts } = preview;
  return {
    id: provider.config.id,
    host: provider.config.host,
    status,
    errors,
    warnings,
    summary,
    counts,
    cost: {
      requests: cost.requests,
      seconds: cost.seconds,
      leastSecondsAtConfiguredLimit: cost.leastSecondsAtConfiguredLimit ?? null,
      leastSecondsAtDefaultRateLimit: cost.leastSecondsAtDefaultRateLimit,
      catalogRequestsPerSecond: cost.catalogRequestsPerSecond,
    },
    projects: rows
      .filter(({ repoSlug }) => repoSlug === undefined)
      .map(row => toResult(row, provider)),
    repositories: rows
      .filter(({ repoSlug }) => repoSlug !== undefined)
      .map(row => toRepository(row, provider)),
  };
}

function toExplanation(preview: RepositoryPreview): unknown {
  const { provider, explained, warnings, asked } = preview;
  const { reason = null, explanation = null, search = null } = explained;
  const files = explained.files.map(toFile);
  return {
    id: provider.config.id,
    host: provider.config.host,
    repository: { ...explained, reason, explanation, search, files },
    warnings,
    asked,
  };
}

function toRepository(row: PreviewRow, provider: PreviewedProvider): unknown {
  const { projectKey, ...result } = toResult(row, provider);
  const { answer, files } = row;
  return {
    projectKey,
    repoSlug: row.repoSlug,
    ...result,
    files: files.map(toFile),
    filesLeftOut: countFilesLeftOut(answer),
  };
}

function toFile({ path, ref, target }: ExplainedFile): unknown {
  return { path, ref: ref ?? null, target };
}

function toResult(
  { projectKey, answer }: PreviewRow,
  { config }: PreviewedProvider,
) {
  return {
    projectKey,
    result: toResultWord(answer),
    reason: answer.outcome === 'absent' ? answer.reason : null,
    explanation:
      describeAnswer(answer, {
        config,
        toKey: option => `${config.key}.${option}`,
      }) ?? null,
  };
}
