import { HttpResponse, RequestError, TransportFailureKind } from '../http';

/**
 * What a failed request means. Whoever has to act on a failure reads its kind,
 * and this table is the one place where an answer gets one.
 *
 * The server says for certain that something is not there:
 *
 * - `noProject`, `noRepository`, `noPath`, `noBranch`
 * - `empty`: the repository has no commit, or no default branch
 * - `unknownLabel`: no repository has the label
 *
 * It does not answer this account:
 *
 * - `badCredentials`: it does not accept the credentials
 * - `captcha`: it accepts none before somebody has solved a captcha
 * - `unauthorized`: it does not say which, the credentials or a permission
 * - `forbidden`: it knows the account, which may not do this
 *
 * It does not answer this request, or none at all:
 *
 * - `badRequest`: it cannot do this with what was asked for
 * - `noEndpoint`: it, or a proxy, knows no such address
 * - `refused`: there were too many requests
 * - `unavailable`: it, or a proxy, has failed
 * - `notBitbucket`: something else has answered in its place
 * - `unexpected`: it has answered with something that the API does not give
 *
 * The kinds of {@link TransportFailureKind} are those of the way to it.
 */
export type FailureKind = AnswerKind | TransportFailureKind;

export type AnswerKind =
  | 'noProject'
  | 'noRepository'
  | 'noPath'
  | 'noBranch'
  | 'empty'
  | 'unknownLabel'
  | 'badCredentials'
  | 'captcha'
  | 'unauthorized'
  | 'forbidden'
  | 'badRequest'
  | 'noEndpoint'
  | 'refused'
  | 'unavailable'
  | 'notBitbucket'
  | 'unexpected';

/** What of an answer decides; the first row that fits. */
const ANSWERS: readonly {
  readonly status: RegExp;
  /** The server's own name for it, as a whole; anything or none where it is left out. */
  readonly exception?: RegExp;
  /** True where something that is no Bitbucket has answered. */
  readonly foreign?: true;
  readonly kind: AnswerKind;
}[] = [
  { status: /^204$/, kind: 'empty' },
  { status: /^3/, kind: 'notBitbucket' },
  { status: /^404$/, exception: /^NoSuchProjectException$/, kind: 'noProject' },
  { status: /^404$/, exception: /^NoSuchRepositoryException$/, kind: 'noRepository' },
  { status: /^404$/, exception: /^NoSuchPathException$/, kind: 'noPath' },
  { status: /^404$/, exception: /^NoSuch(?:Object|Commit)Exception$/, kind: 'noBranch' },
  { status: /^404$/, exception: /^NoDefaultBranchException$/, kind: 'empty' },
  { status: /^404$/, exception: /^NoSuchLabelException$/, kind: 'unknownLabel' },
  { status: /^404$/, exception: /^$/, kind: 'noEndpoint' },
  { status: /^429$/, kind: 'refused' },
  { status: /^5/, kind: 'unavailable' },
  { status: /^401$/, exception: /AuthenticationException$/, kind: 'badCredentials' },
  { status: /^401$/, kind: 'unauthorized' },
  { status: /^/, foreign: true, kind: 'notBitbucket' },
  { status: /^403$/, exception: /AuthenticationException$/, kind: 'captcha' },
  { status: /^403$/, kind: 'forbidden' },
  { status: /^400$/, kind: 'badRequest' },
  { status: /^/, kind: 'unexpected' },
];

/** Says what an answer means that is not the one that was asked for. */
export function toAnswerKind(answer: {
  status: number;
  /** Without its package; see {@link FailureKind} for those that matter. */
  exceptionName?: string;
  isForeign?: boolean;
}): AnswerKind {
  const { status, exceptionName = '', isForeign = false } = answer;
  const row = ANSWERS.find(
    ({ status: statuses, exception, foreign }) =>
      statuses.test(String(status)) &&
      (exception?.test(exceptionName) ?? true) &&
      (foreign === undefined || isForeign),
  );
  return row?.kind ?? 'unexpected';
}

/** Whether an exception's name is one that decides what an answer means. */
export function isKnownException(name: string): boolean {
  return (
    toAnswerKind({ status: 404, exceptionName: name }) !== 'unexpected' ||
    /^(?:CaptchaRequired|IncorrectPassword)AuthenticationException$/.test(name)
  );
}

/**
 * Gives the type of a body that is none of Bitbucket's API, and so comes from
 * something in its place; undefined where it may well be Bitbucket's own.
 */
export function toForeignType(response: HttpResponse): string | undefined {
  const type = response.headers.get('content-type');
  return type && response.body.length > 0 && !/\bjson\b/i.test(type)
    ? type
    : undefined;
}

/** Says what a failure means; undefined for an error that is not about a request. */
export function toFailureKind(error: RequestError): FailureKind;
export function toFailureKind(error: unknown): FailureKind | undefined;
export function toFailureKind(error: unknown): FailureKind | undefined {
  if (!(error instanceof RequestError)) {
    return undefined;
  }
  // Each of them has one of these.
  return error.kind as FailureKind;
}

/** Whether a failure of this kind may mean that the credentials are bad by now. */
export function isCredentialsDoubt(kind: FailureKind | undefined): boolean {
  return (
    kind === 'badCredentials' || kind === 'captcha' || kind === 'unauthorized'
  );
}
