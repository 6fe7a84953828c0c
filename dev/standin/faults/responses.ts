import { toErrorBody } from '../errorBody';
import type { StandInResponse } from '../types';
import type { TokenBucketSettings } from './types';

const html = { 'Content-Type': 'text/html;charset=UTF-8' };

/**
 * Gives a login page that pretends to be a good answer.
 */
export function toLoginPage(): StandInResponse {
  return {
    status: 200,
    headers: html,
    body: '<!doctype html><title>Log in - Bitbucket</title><form></form>',
  };
}

/**
 * Gives a redirect to the login page.
 */
export function toLoginRedirect(baseUrl: string): StandInResponse {
  return {
    status: 302,
    headers: { ...html, Location: `${baseUrl}/login?next=%2F` },
    body: '',
  };
}

function toRetryAfter(
  style: NonNullable<TokenBucketSettings['retryAfter']>,
  options: { seconds: number; now: number },
): Record<string, string> {
  const { seconds, now } = options;
  switch (style) {
    case 'seconds':
      return { 'Retry-After': String(seconds) };
    case 'date': {
      // A date has no milliseconds: rounded up, or it would lie too early.
      const at = Math.ceil(now / 1000 + seconds) * 1000;
      return { 'Retry-After': new Date(at).toUTCString() };
    }
    case 'rubbish':
      return { 'Retry-After': 'soon' };
    default:
      return {};
  }
}

/**
 * Gives a 429.
 *
 * @remarks What its body holds on a real server is unknown.
 */
export function toTooManyRequests(
  settings: TokenBucketSettings,
  options: { seconds: number; now: number },
): StandInResponse {
  const retryAfter = toRetryAfter(settings.retryAfter ?? 'seconds', options);
  const message = 'Rate limit exceeded';
  if (settings.body === 'json') {
    const entry = { context: null, message, exceptionName: null };
    return {
      status: 429,
      headers: {
        ...retryAfter,
        'Content-Type': 'application/json;charset=UTF-8',
      },
      body: JSON.stringify(toErrorBody(entry)),
    };
  }
  return {
    status: 429,
    headers: { ...retryAfter, 'Content-Type': 'text/plain;charset=UTF-8' },
    body: message,
  };
}
