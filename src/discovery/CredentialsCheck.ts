import {
  BitbucketServerApi,
  isCredentialsDoubt,
  RequestContext,
  RequestError,
  toFailureKind,
} from '../bitbucket';
import { RepositoryAnswer } from './types';

/**
 * Finds out whether a refusal is about the credentials of a sweep.
 *
 * @remarks
 * A 401 is the server's answer to bad credentials and to a single repository
 * that they may not read. It is asked which, since going on with a token that
 * has expired in the middle would lock the account behind a captcha. Refusals
 * that come in while it is asked share the question.
 */
export class CredentialsCheck {
  readonly #options: { api: BitbucketServerApi; context: RequestContext };
  #underWay?: Promise<void>;

  constructor(options: { api: BitbucketServerApi; context: RequestContext }) {
    this.#options = options;
  }

  /** Throws when an answer was refused since the credentials are no longer accepted. */
  async assertAfter(answer: RepositoryAnswer): Promise<void> {
    if (
      answer.outcome !== 'unknown' ||
      !isCredentialsDoubt(toFailureKind(answer.cause))
    ) {
      return;
    }
    this.#underWay ??= this.#ask().finally(() => {
      this.#underWay = undefined;
    });
    await this.#underWay;
  }

  async #ask(): Promise<void> {
    const { api, context } = this.#options;
    try {
      await api.assertCredentials(context);
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
    }
  }
}
