/** A custom parser threw, or yielded something that is no entity. */
export class ParserError extends Error {
  override readonly name = 'ParserError';

  constructor(options: { target: string; cause: unknown }) {
    const { target, cause } = options;
    super(
      `The location parser failed for ${target}: ${
        cause instanceof Error ? cause.message : String(cause)
      }`,
      { cause },
    );
  }
}
