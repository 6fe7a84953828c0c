/** What a limiter says to one request: nothing where it is granted. */
export interface Refusal {
  /** Left out where the server does not say when to come back. */
  readonly retryAfterMs?: number;
}

/** Grants or refuses a request that comes at some time, in milliseconds. */
export type Limiter = (now: number) => Refusal | undefined;

/** A rate a second, or one that changes as time goes by. */
type Rate = number | ((now: number) => number);

const toRate = (rate: Rate, now: number) =>
  typeof rate === 'number' ? rate : rate(now);

/** Servers say it in whole seconds. */
const toRetryAfterMs = (ms: number) => Math.max(1, Math.ceil(ms / 1000)) * 1000;

/** Creates a bucket of tokens, one a request, that is full at the start. */
export function createTokenBucket(options: {
  capacity: number;
  perSecond: Rate;
  /** What other clients take of it. */
  takenPerSecond?: Rate;
  isSilent?: true;
}): Limiter {
  const { capacity, perSecond, takenPerSecond = 0, isSilent } = options;
  let tokens = capacity;
  let countedAt = 0;
  return now => {
    const gained = toRate(perSecond, now) - toRate(takenPerSecond, now);
    const grown = tokens + (gained * (now - countedAt)) / 1000;
    tokens = Math.min(capacity, Math.max(0, grown));
    countedAt = now;
    if (tokens >= 1) {
      tokens -= 1;
      return undefined;
    }
    return isSilent
      ? {}
      : { retryAfterMs: toRetryAfterMs(((1 - tokens) / gained) * 1000) };
  };
}

/** Creates a limiter that grants so many requests in each window of time. */
export function createFixedWindow(options: {
  limit: number;
  windowMs: number;
  /** How much of the first window has passed. */
  passedMs?: number;
  isSilent?: true;
}): Limiter {
  const { limit, windowMs, passedMs = 0, isSilent } = options;
  let current = 0;
  let granted = 0;
  return now => {
    const window = Math.floor((now + passedMs) / windowMs);
    if (window !== current) {
      current = window;
      granted = 0;
    }
    if (granted < limit) {
      granted += 1;
      return undefined;
    }
    const left = (window + 1) * windowMs - passedMs - now;
    return isSilent ? {} : { retryAfterMs: toRetryAfterMs(left) };
  };
}
