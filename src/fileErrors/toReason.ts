import {
  ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
} from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { z } from 'zod';

/** Of a reason, so much is repeated in a log. */
const MAX_LENGTH = 500;

const withMessage = z.object({ message: z.string() });

/** Says why the catalog could not process something, from the errors that it gives. */
export function toReason(errors: readonly unknown[]): string {
  const messages = errors.flatMap(error => {
    const { success, data } = withMessage.safeParse(error);
    return success ? [data.message] : [];
  });
  const reason = toReasonLine(messages[0] ?? '');
  const others = messages.length - 1;
  return `${reason || 'the catalog gives no reason'}${
    others > 0 ? ` (and ${others} more)` : ''
  }`;
}

/**
 * Makes one line of what somebody says of a failure, without what could be a
 * credential. The first one: behind it an error in YAML quotes the file.
 */
export function toReasonLine(text: string): string {
  const [first = ''] = text.trim().split(/[\r\n]/);
  return toRedacted(first)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/:$/, '')
    .slice(0, MAX_LENGTH);
}

/** Blots out credentials in addresses: user info, and all of a query but `at`. */
export function toRedacted(text: string): string {
  return text
    .replace(/\/\/[^\s/?#]*@/g, '//***@')
    .replace(/\S+/g, toRedactedWord);
}

/** The first part is no query, and what is no address has none. */
function toRedactedWord(word: string): string {
  const [address = '', ...queries] = word.split('?');
  return address.includes('://')
    ? [address, ...queries.map(toRedactedQuery)].join('?')
    : word;
}

function toRedactedQuery(query: string): string {
  return query.split('&').map(toRedactedParameter).join('&');
}

function toRedactedParameter(parameter: string): string {
  if (parameter === '' || parameter.startsWith('at=')) {
    return parameter;
  }
  const valueAt = parameter.indexOf('=') + 1;
  return `${parameter.slice(0, valueAt)}***`;
}

/** Why the catalog could not process an entity, as it shows; undefined where it could. */
export function toShownFailure(entity: Entity): string | undefined {
  const { status }: AlphaEntity = entity;
  const errors = (status?.items ?? []).filter(
    ({ type, level }) =>
      type === ENTITY_STATUS_CATALOG_PROCESSING_TYPE && level === 'error',
  );
  return errors.length > 0 ? toReason(errors) : undefined;
}
