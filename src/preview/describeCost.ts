import { describeNumber } from '../report';
import { SweepCost } from './types';

export function describeCost(
  cost: SweepCost,
  { files }: { files: number },
): string[] {
  const { leastSecondsAtConfiguredLimit: configured } = cost;
  return [
    `A run costs ${toCount(cost.requests, 'request')}, one of them for its first line; this sweep took ${describeNumber(Math.round(cost.seconds))} s.`,
    ...(configured === undefined
      ? []
      : [
          `At retry.maxApiRequestsPerMinute it takes ${toDuration(configured)} or more.`,
        ]),
    describeDefaultRateLimit(cost.leastSecondsAtDefaultRateLimit),
    `The catalog then looks after ${toCount(files, 'file')}: at most ${toRate(cost.catalogRequestsPerSecond)} requests a second at its default interval.`,
  ];
}

function describeDefaultRateLimit(leastSeconds: number): string {
  const limit =
    "Bitbucket's default rate limit (60 at once, then 5 a second)";
  return leastSeconds > 0
    ? `At ${limit} it takes ${toDuration(leastSeconds)} or more.`
    : `${limit} does not slow it down.`;
}

function toCount(count: number, noun: string): string {
  return `${describeNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function toDuration(seconds: number): string {
  return seconds < 120
    ? `${Math.ceil(seconds)} s`
    : `${describeNumber(Math.ceil(seconds / 60))} minutes`;
}

function toRate(perSecond: number): string {
  return perSecond.toLocaleString(
    'en-US',
    perSecond < 10
      ? { maximumSignificantDigits: 2 }
      : { maximumFractionDigits: 0 },
  );
}
