import type { Webhook } from '../../bitbucket';
import type { Judgement } from '../types';

/**
 * Makes what is found where a webhook is there and all is well with it, but
 * for what a test changes.
 */
export function toJudgement(
  webhook: Webhook,
  changes: Partial<Judgement> = {},
): Judgement {
  return {
    webhook,
    faults: [],
    missingEvents: [],
    isSecretHidden: false,
    duplicates: [],
    ...changes,
  };
}
