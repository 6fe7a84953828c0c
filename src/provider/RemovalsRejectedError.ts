/**
 * A sweep would have removed more than the provider is allowed to.
 */
export class RemovalsRejectedError extends Error {
  override readonly name = 'RemovalsRejectedError';

  constructor(options: {
    removals: number;
    known: number;
    maxPercentage: number;
  }) {
    const { removals, known, maxPercentage } = options;
    super(
      `The sweep would have removed ${removals} of ${known} known entities, which is more than rejectRemovalsAbovePercentage: ${maxPercentage} allows; none of these was removed, what was found was added. If the removals are right, raise the percentage for one run`,
    );
  }
}
