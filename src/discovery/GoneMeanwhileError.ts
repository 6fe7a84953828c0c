/**
 * The server showed something that it did not know a moment later. It may
 * have been deleted, or renamed, and then nobody has seen its new name yet.
 *
 * @internal
 */
export class GoneMeanwhileError extends Error {
  override readonly name = 'GoneMeanwhileError';

  constructor(options: { subject: string }) {
    super(
      `${options.subject} was deleted or renamed while it was looked at`,
    );
  }
}
