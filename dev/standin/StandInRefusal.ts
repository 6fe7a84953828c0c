/**
 * One entry of the server's `errors` list.
 */
export interface ErrorEntry {
  context: string | null;
  message: string;
  exceptionName: string | null;
}

/**
 * Ends an endpoint with a status and an `errors` body.
 */
export class StandInRefusal extends Error {
  override readonly name = 'StandInRefusal';
  readonly status: number;
  readonly entry: ErrorEntry;

  constructor(options: { status: number; entry: ErrorEntry }) {
    super(`${options.status} ${options.entry.message}`);
    this.status = options.status;
    this.entry = options.entry;
  }
}
