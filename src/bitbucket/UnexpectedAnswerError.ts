import { RequestError, RequestLine } from '../http';
import { AnswerKind } from './toFailureKind';

/**
 * The server said yes, but the answer is none that the API gives.
 */
export class UnexpectedAnswerError extends RequestError {
  override readonly name = 'UnexpectedAnswerError';
  override readonly kind: AnswerKind;

  constructor(
    options: RequestLine & {
      found: string;
      /** Something that the API does not give, where it is left out. */
      kind?: AnswerKind;
      requestId?: string;
    },
  ) {
    const { found, kind = 'unexpected', requestId } = options;
    super({
      ...options,
      ending: `${found}${requestId ? ` (request ${requestId})` : ''}`,
    });
    this.kind = kind;
  }
}
