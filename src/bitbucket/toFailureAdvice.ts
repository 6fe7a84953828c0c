import { FailureKind, toFailureKind } from './toFailureKind';

export interface FailureAdvice {
  /** Whether it may be over by itself when somebody asks again. */
  readonly mayPass: boolean;
  /** How to mend it, as a clause; undefined where its message says that. */
  readonly advice?: string;
}

/** An error that knows itself what to do about it. */
export interface AdvisedError extends Error {
  readonly failureAdvice: FailureAdvice;
}

const CHECK_ADDRESS =
  'check that the apiBaseUrl of the integration is the address of the REST API and answers from here';
const GIVE_PERMISSION = 'give the account read permission';

const ADVICE: Readonly<Record<FailureKind, FailureAdvice>> = {
  noProject: { mayPass: true },
  noRepository: { mayPass: true },
  noPath: { mayPass: true },
  noBranch: { mayPass: true },
  empty: { mayPass: true },
  unknownLabel: {
    mayPass: false,
    advice:
      'check its spelling in the settings of a repository that has it; a label that no repository has is one that the server does not know',
  },
  badCredentials: {
    mayPass: false,
    advice:
      'check that the credentials of the integration have not expired and may read projects and repositories',
  },
  captcha: {
    mayPass: false,
    advice:
      'sign in to the web pages of the server with the account of the integration and solve the captcha, then look for whoever uses its credentials wrongly',
  },
  unauthorized: {
    mayPass: false,
    advice: `check that the credentials of the integration are still good, and ${GIVE_PERMISSION}`,
  },
  forbidden: { mayPass: false, advice: GIVE_PERMISSION },
  badRequest: {
    mayPass: false,
    advice:
      'look at the address of the request, and at what the server says of it',
  },
  noEndpoint: {
    mayPass: false,
    advice: `look at the address of the request, and ${CHECK_ADDRESS}; mostly its context path is missing`,
  },
  refused: {
    mayPass: true,
    advice:
      'ask the administrator to exempt the account from the rate limit, or lower maxApiRequestsPerMinute',
  },
  unavailable: {
    mayPass: true,
    advice:
      'find the request in the log of the server, or in that of a proxy before it',
  },
  notBitbucket: {
    mayPass: false,
    advice:
      'check the apiBaseUrl of the integration, and what stands before the server: a proxy, a firewall or a login page',
  },
  unexpected: {
    mayPass: true,
    advice:
      'look at what the server, or a proxy before it, answers at this address',
  },
  unreachable: { mayPass: true, advice: CHECK_ADDRESS },
  certificate: { mayPass: false },
  timeout: { mayPass: true, advice: CHECK_ADDRESS },
  tooLarge: { mayPass: false },
  hostDown: { mayPass: true, advice: CHECK_ADDRESS },
  // The one that asks next is not let through either.
  longRefusal: { mayPass: false },
  longWait: { mayPass: true },
};

/** Says what to do about a failure. What is not about a request may pass. */
export function toFailureAdvice(error: unknown): FailureAdvice {
  if (isAdvised(error)) {
    return error.failureAdvice;
  }
  const kind = toFailureKind(error);
  return kind ? ADVICE[kind] : { mayPass: true };
}

/** What an error says, and what to do about it where that is known. */
export function toAdvisedMessage(error: Error): string {
  const { advice } = toFailureAdvice(error);
  return advice ? `${error.message}; ${advice}` : error.message;
}

export function isAdvised(error: unknown): error is AdvisedError {
  return error instanceof Error && 'failureAdvice' in error;
}

/**
 * Says in sentences, the last one without its full stop, how things stand after
 * a failure, what happens by itself where that may help, and what to do.
 */
export function describeWayOut(
  error: unknown,
  { standing, next }: { standing: string; next: string },
): string {
  const { mayPass, advice = '' } = toFailureAdvice(error);
  const sentences = [
    mayPass ? `${standing}, and ${next}` : standing,
    advice && (mayPass ? `If this lasts, ${advice}` : toSentence(advice)),
  ];
  return sentences.filter(Boolean).join('. ');
}

function toSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}
