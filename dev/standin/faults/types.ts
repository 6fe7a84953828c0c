/**
 * How the server limits the rate of each user.
 */
export interface TokenBucketSettings {
  capacity: number;
  refillPerSecond: number;
  /** Tokens that others take in the name of the same user; 0 when left out. */
  competingPerSecond?: number;
  /** How a 429 says when to come back; `seconds` when left out. */
  retryAfter?: 'seconds' | 'date' | 'rubbish' | 'none';
  /** What a 429 holds; `text` when left out. */
  body?: 'text' | 'json';
}

/**
 * Trouble by chance; shares lie between 0 and 1.
 */
export interface RandomFaultSettings {
  seed: number;
  share503?: number;
  shareReset?: number;
}

/**
 * What happens to a request that a rule matches.
 *
 * @remarks
 * `reset` breaks the connection, `hang` never answers, `cut` breaks off in the
 * middle of the true body, `html` is a login page with 200, `redirect-login`
 * leads to the login page, and `holdUntilReleased` gives the true answer once
 * its id is released.
 */
export type FaultResponse =
  | 'reset'
  | 'hang'
  | 'cut'
  | 'html'
  | 'redirect-login'
  | { holdUntilReleased: string }
  | { status: number; headers?: Record<string, string>; body?: string };

/**
 * What is to happen to some requests.
 */
export interface FaultRule {
  /** Tested against `METHOD path?query`; a text is a regular expression too. */
  match: RegExp | string;
  /** How many requests it holds for; all when left out. */
  times?: number;
  respond: FaultResponse;
}

/**
 * All the trouble a stand-in makes.
 */
export interface FaultSettings {
  /** How long each answer takes at least. */
  latencyMs?: number;
  tokenBucket?: TokenBucketSettings;
  randomly?: RandomFaultSettings;
  /** The first that matches and is not used up holds. */
  rules?: FaultRule[];
}

/**
 * Tells the time, in milliseconds since 1970.
 */
export interface Clock {
  now(): number;
}
