/**
 * A list of a sweep showed something that the server did not know a moment
 * later. It may have been deleted, or renamed, and then it is on no list of
 * this sweep under its new name.
 *
 * @internal
 */
export class GoneMeanwhileError extends Error {
  override readonly name = 'GoneMeanwhileError';

  constructor(options: { subject: string }) {
    super(
      `${options.subject} was deleted or renamed while the run was under way`,
    );
  }
}
