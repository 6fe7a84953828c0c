import { ConfigSection } from './ConfigSection';
import { HostRetryConfig } from './types';

const off = -1;

/**
 * Reads the `retry` section of an integration: `maxRetries` (4),
 * `retryStatusCodes` (429, 500, 502, 503 and 504) and
 * `maxApiRequestsPerMinute` (-1, which is off).
 *
 * @remarks
 * A list of status codes that is given takes the place of the default one; an
 * empty list asks nothing again because of a status.
 *
 * @internal
 */
export function readHostRetryConfig(
  integration: ConfigSection,
): HostRetryConfig {
  const retry = integration.readSection('retry');
  return {
    maxRetries:
      retry?.readNumber('maxRetries', { minimum: 0, integer: true }) ?? 4,
    retryStatusCodes: (retry && readStatusCodes(retry)) ?? [
      429, 500, 502, 503, 504,
    ],
    maxApiRequestsPerMinute: retry && readRequestsPerMinute(retry),
  };
}

function readStatusCodes(retry: ConfigSection): number[] | undefined {
  const value = retry.readValue('retryStatusCodes');
  if (value === undefined) {
    return undefined;
  }
  const codes: unknown[] = Array.isArray(value) ? value.map(toCode) : [NaN];
  const isCode = (code: unknown): code is number =>
    Number.isInteger(code) && Number(code) >= 100 && Number(code) <= 599;
  if (!codes.every(isCode)) {
    throw retry.toError(
      'retryStatusCodes',
      'a list of whole numbers from 100 to 599 is wanted, such as [429, 503]',
    );
  }
  return codes;
}

function toCode(value: unknown): unknown {
  return typeof value === 'string' && value.trim() ? Number(value) : value;
}

function readRequestsPerMinute(retry: ConfigSection): number | undefined {
  const name = 'maxApiRequestsPerMinute';
  const number = retry.readNumber(name, { minimum: off });
  if (number === undefined || number === off) {
    return undefined;
  }
  if (number <= 0) {
    throw retry.toError(
      name,
      'a number above 0 is wanted, or -1 to switch the limit off',
    );
  }
  return number;
}
