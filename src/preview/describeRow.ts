import { describeAnswer } from '../report';
import { PreviewedProvider, PreviewRow } from './types';

/**
 * Says why a row is out, or nobody knows; undefined where it is in.
 */
export function describeRow(
  { answer, repoSlug }: PreviewRow,
  { config }: Pick<PreviewedProvider, 'config'>,
): string | undefined {
  const reason = describeAnswer(answer, { config, toKey: option => option });
  return repoSlug === undefined && answer.outcome === 'unknown'
    ? `its repositories could not be listed: ${reason}`
    : reason;
}
