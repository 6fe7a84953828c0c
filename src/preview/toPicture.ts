import { Picture, PicturedRow } from '../picture';
import { countFilesLeftOut, toResultWord, toShortRef } from '../report';
import { describeCost } from './describeCost';
import { describeRow } from './describePreview';
import { PreviewRow, SweepPreview } from './types';

/** Maps what was previewed to what a page is drawn from, in the words of the text. */
export function toPicture(
  previews: readonly SweepPreview[],
  options: { takenAt: Date },
): Picture {
  return {
    takenAt: toTime(options.takenAt),
    providers: previews.map(preview => {
      const { provider, rows, status, errors, warnings } = preview;
      const { summary, cost, counts } = preview;
      const { config } = provider;
      return {
        id: config.id,
        host: config.host,
        status,
        isLookedAt: config.validateLocationsExist,
        errors,
        warnings,
        summary,
        cost: status === 'failed' ? [] : describeCost(cost, counts),
        rows: rows.map(row => toRow(row, preview)),
      };
    }),
  };
}

function toRow(row: PreviewRow, { provider }: SweepPreview): PicturedRow {
  const { projectKey, repoSlug, answer, files } = row;
  return {
    projectKey,
    repoSlug,
    result: toResultWord(answer),
    why: describeRow(row, provider),
    files: files.map(({ path, ref, target }) => ({
      path,
      branch: ref === undefined ? undefined : toShortRef({ ref }),
      target,
    })),
    filesLeftOut: countFilesLeftOut(answer) || undefined,
  };
}

/** In the same words wherever it is read. */
function toTime(date: Date): string {
  const time = date.toLocaleString('en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return `${time} UTC`;
}
