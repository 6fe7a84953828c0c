import { ZodType } from 'zod';
import {
  HttpFetch,
  HttpMethod,
  HttpResponse,
  RequestContext,
  RequestLine,
} from '../http';
import {
  BitbucketServerResponseError,
  UnexpectedAnswerError,
} from './answerErrors';
import { describeShape, errorsSchema } from './schemas';
import { Redactor } from './Redactor';
import { AnswerKind, isKnownException, toForeignType } from './toFailureKind';
import { Query, toRestRoot, toRestUrl } from './toRestUrl';

const ACCEPT_JSON = { accept: 'application/json' };
const NO_CONTENT = 204;
const MAX_REDIRECTS = 3;
/** So much of the body goes along with an error; thousands may be kept. */
const MAX_KEPT = 4_000;

export interface Resource {
  readonly segments: readonly string[];
  /** Where its segments begin: `rest` is beside the API, where redirects are not followed; `api` by default. */
  readonly below?: 'api' | 'rest';
  readonly query?: Query;
  /** Which of its rows, where it is a list. */
  readonly rows?: Query;
}

export interface Answer<T> {
  readonly value: T;
  readonly url: string;
  readonly headers: HttpResponse['headers'];
}

/** An answer, whatever it holds, and the request that it is to. */
export type RestAnswer = RequestLine & { readonly response: HttpResponse };

/** Asks for one resource, and makes a typed value or a typed error of the answer. */
export class RestClient {
  /** For whatever else of an answer is to be shown. */
  readonly redactor: Redactor;
  readonly #apiBaseUrl: string;
  readonly #fetch: HttpFetch;

  constructor(options: {
    apiBaseUrl: string;
    fetch: HttpFetch;
    /** What must not be repeated in an error, even if the server does. */
    secrets: readonly string[];
  }) {
    this.#apiBaseUrl = options.apiBaseUrl;
    this.#fetch = options.fetch;
    this.redactor = new Redactor(options);
  }

  /** GET, as JSON in the given shape. Throws for any other answer. */
  async getJson<T>(
    schema: ZodType<T>,
    options: { resource: Resource; context?: RequestContext },
  ): Promise<Answer<T>> {
    const answer = await this.get(options);
    if (!isGood(answer.response) || answer.response.status === NO_CONTENT) {
      throw this.toError(answer);
    }
    return this.#parse(schema, answer);
  }

  /**
   * Sends JSON, or nothing, and gives the answer as JSON in the given shape;
   * undefined stands for an answer without a body. Throws for any other.
   */
  async sendJson<T>(
    schema: ZodType<T>,
    options: {
      method: Exclude<HttpMethod, 'GET' | 'HEAD'>;
      resource: Resource;
      body?: unknown;
      context?: RequestContext;
    },
  ): Promise<Answer<T>> {
    const { method, body, context } = options;
    const url = this.#toUrl(options.resource);
    const response = await this.#fetch({
      ...context,
      method,
      url,
      headers: { ...ACCEPT_JSON, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = { method, url, response };
    if (isRedirect(response)) {
      throw this.#toRedirectError(answer);
    }
    if (!isGood(response)) {
      throw this.toError(answer);
    }
    return this.#parse(schema, answer);
  }

  #toUrl(resource: Resource): string {
    const isBeside = resource.below === 'rest';
    return toRestUrl(
      isBeside ? toRestRoot(this.#apiBaseUrl) : this.#apiBaseUrl,
      resource,
    );
  }

  #parse<T>(schema: ZodType<T>, answer: RestAnswer): Answer<T> {
    const { url, response } = answer;
    const { headers, body } = response;
    let json: unknown;
    try {
      json = body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
    } catch {
      // No cause: its text quotes the body, and a secret in it.
      const type = headers.get('content-type') ?? 'something';
      throw this.#toUnexpected(
        `was answered with ${type} in place of JSON; a login page or a proxy may stand before the API`,
        { ...answer, kind: 'notBitbucket' },
      );
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      throw this.#toUnexpected(
        body.length > 0
          ? `was answered with JSON of another shape: ${describeShape(parsed.error)}`
          : 'was answered with an empty body in place of JSON',
        answer,
      );
    }
    return { value: parsed.data, url, headers };
  }

  /**
   * GET, whatever the status. A redirect is followed only where it stays
   * below the API, as one from a renamed repository does; it would carry the
   * credentials along. One that repeats them is not followed: addresses show
   * up in errors and logs.
   */
  async get(options: {
    resource: Resource;
    context?: RequestContext;
  }): Promise<RestAnswer> {
    let url = this.#toUrl(options.resource);
    for (let redirects = 0; ; redirects += 1) {
      const response = await this.#fetch({
        url,
        headers: ACCEPT_JSON,
        // What comes behind a spread costs more than all the rest of a request.
        ...options.context,
      });
      const answer = { url, response };
      if (!isRedirect(response)) {
        return answer;
      }
      const location = toLocation(answer);
      if (
        redirects === MAX_REDIRECTS ||
        options.resource.below === 'rest' ||
        !location?.startsWith(new URL(`${this.#apiBaseUrl}/`).href) ||
        this.redactor.finds(location)
      ) {
        throw this.#toRedirectError(answer);
      }
      url = location;
    }
  }

  /** The error that an answer without the wanted value stands for. */
  toError(answer: RestAnswer): BitbucketServerResponseError {
    const { method, url, response } = answer;
    const errors = readErrors(response.body);
    const error = errors.find(each => each.exceptionName) ?? errors[0];
    return new BitbucketServerResponseError({
      ...response,
      method,
      url,
      headers: new Headers(
        Array.from(response.headers, ([name, value]) => [
          name,
          this.redactor.quote(value) ?? '',
        ]),
      ),
      body: Buffer.from(
        this.redactor.quote(response.body.toString('utf8'), {
          maxLength: MAX_KEPT,
        }) ?? '',
      ),
      exceptionName: this.#toExceptionName(error?.exceptionName),
      serverMessage: this.redactor.quote(error?.message),
      foreignType: error
        ? undefined
        : this.redactor.quote(toForeignType(response)),
      requestId: this.redactor.quote(response.headers.get('x-arequestid')),
    });
  }

  #toRedirectError(answer: RestAnswer): UnexpectedAnswerError {
    return this.#toUnexpected(
      `was redirected to ${
        toLocation(answer) ?? 'nowhere'
      }, which is not followed; a login page may stand before the API, or apiBaseUrl may be out of date`,
      { ...answer, kind: 'notBitbucket' },
    );
  }

  /** The error that stands for an answer that is none of the API's. */
  #toUnexpected(
    found: string,
    answer: RestAnswer & { kind?: AnswerKind },
  ): UnexpectedAnswerError {
    const { method, url, kind, response } = answer;
    return new UnexpectedAnswerError({
      method,
      url,
      kind,
      found: this.redactor.quote(found),
      requestId: this.redactor.quote(response.headers.get('x-arequestid')),
    });
  }

  /**
   * The class without its package; what is no name of one is none. It decides
   * what an answer means, so one that does stays whatever the credentials are.
   */
  #toExceptionName(className: string | null | undefined): string | undefined {
    const [, name] =
      /^(?:.*\.)?([A-Z]\w*(?:Exception|Error))$/.exec(className ?? '') ?? [];
    return name === undefined ||
      isKnownException(name) ||
      !this.redactor.finds(name)
      ? name
      : undefined;
  }
}

function isGood({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

function isRedirect({ status }: HttpResponse): boolean {
  return status >= 300 && status <= 399;
}

function toLocation({ url, response }: RestAnswer): string | undefined {
  const location = response.headers.get('location');
  return location && URL.canParse(location, url)
    ? new URL(location, url).href
    : undefined;
}

function readErrors(body: Buffer) {
  try {
    return errorsSchema.parse(JSON.parse(body.toString('utf8'))).errors;
  } catch {
    return [];
  }
}
