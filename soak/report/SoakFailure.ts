/**
 * The catalog is not what it has to be, or the process has grown.
 */
export class SoakFailure extends Error {
  override readonly name = 'SoakFailure';
  /** What is wrong, a line each. */
  readonly differences: readonly string[];

  constructor(options: { what: string; differences: readonly string[] }) {
    super(options.what);
    this.differences = options.differences;
  }
}
