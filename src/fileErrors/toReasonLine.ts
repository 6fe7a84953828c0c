import { toRedacted } from './toRedacted';

/** Of a reason, so much is repeated in a log. */
const MAX_LENGTH = 500;

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
