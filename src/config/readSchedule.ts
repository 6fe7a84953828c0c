import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { CronTime } from 'cron';
import { toReason, toShownValue } from './optionTypes';
import { Section } from './readOptions';

const MAX_TIMEOUT_MS = 24 * 24 * 60 * 60_000;

/**
 * Reads when a provider sweeps: every 30 minutes, for one hour at most, unless
 * its `schedule`, an object with what has to be in it, says otherwise. The
 * scheduler itself takes a duration of nothing, or less, without a word, and a
 * timeout that is longer than any timer waits.
 */
export function readSchedule(
  provider: Section,
): SchedulerServiceTaskScheduleDefinition {
  if (!provider.config.has('schedule')) {
    return { frequency: { minutes: 30 }, timeout: { hours: 1 } };
  }
  const key = `${provider.key}.schedule`;
  const config = provider.config.getConfig('schedule');
  const schedule = readDefinition({ config, key });
  const { frequency, timeout, initialDelay } = schedule;
  if ('cron' in frequency) {
    assertCron(frequency.cron, { key: `${key}.frequency.cron` });
  } else if (!('trigger' in frequency)) {
    assertDuration(frequency, { key: `${key}.frequency` });
  }
  assertDuration(timeout, { key: `${key}.timeout` });
  if (durationToMilliseconds(timeout) > MAX_TIMEOUT_MS) {
    throw new InputError(
      `${key}.timeout is longer than 24 days, with which the scheduler would end each run at once; give a shorter one`,
    );
  }
  if (initialDelay && durationToMilliseconds(initialDelay) < 0) {
    throw new InputError(
      `${key}.initialDelay is below zero; give a duration, or leave the key out`,
    );
  }
  return schedule;
}

function readDefinition({
  config,
  key,
}: Section): SchedulerServiceTaskScheduleDefinition {
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(config);
  } catch (error) {
    throw new InputError(`${key} cannot be read: ${toReason(error)}`, error);
  }
}

function assertCron(cron: unknown, { key }: { key: string }): void {
  if (typeof cron !== 'string') {
    throw new InputError(
      `${key} is not a string; put it in quotes, such as '*/30 * * * *'`,
    );
  }
  try {
    // The scheduler reads it with the same library, and names no key.
    new CronTime(cron).sendAt();
  } catch (error) {
    throw new InputError(
      `${key} is ${toShownValue(cron)}, which is no cron expression, or one of a day that never comes; write one such as '*/30 * * * *'`,
      error,
    );
  }
}

function assertDuration(
  duration: HumanDuration,
  { key }: { key: string },
): void {
  const durationMs = durationToMilliseconds(duration);
  if (!Number.isFinite(durationMs) || durationMs <= 0) {
    throw new InputError(
      `${key} comes to ${durationMs} ms; give a duration above zero, such as { minutes: 30 }`,
    );
  }
}
