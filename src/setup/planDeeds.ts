import { Deed, Judgement } from './types';

/**
 * Says what has to be written, in order: none where there is nothing wrong. A
 * webhook that signs in where it is sent to is left as it is, since its
 * password is not shown, and would be lost. A duplicate goes last, so that
 * there is one at any time.
 */
export function planDeeds(
  found: Judgement,
  { prune }: { prune: boolean },
): Deed[] {
  const { webhook, duplicates } = found;
  if (!webhook) {
    return [{ what: 'make' }];
  }
  return [
    ...planWrite(found),
    ...(prune ? duplicates : []).map(
      ({ id }) => ({ what: 'remove', id }) as const,
    ),
  ];
}

function planWrite({ webhook, faults, isSecretHidden }: Judgement): Deed[] {
  if (!webhook || webhook.hasCredentials) {
    return [];
  }
  const { id } = webhook;
  if (faults.length > 0) {
    return [{ what: 'mend', id }];
  }
  return isSecretHidden ? [{ what: 'rewrite', id }] : [];
}
