import { z } from 'zod';
import { toReasonLine } from './toReasonLine';

const withMessage = z.object({ message: z.string() });

/**
 * Says why the catalog could not process something, from the errors that it
 * gives.
 */
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
