import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CronTime } from 'cron';
import { ConfigSection } from './ConfigSection';
import { toDurationMs } from './toDurationMs';
import { toShownValue } from './toShownValue';

/**
 * Reads when a provider sweeps: every 30 minutes, for one hour at most, unless
 * `schedule` says otherwise.
 *
 * @remarks
 * The scheduler itself takes a duration of nothing, or less, without a word.
 *
 * @internal
 */
export function readSchedule(
  provider: ConfigSection,
): SchedulerServiceTaskScheduleDefinition {
  const section = provider.readSection('schedule');
  if (!section) {
    return { frequency: { minutes: 30 }, timeout: { hours: 1 } };
  }
  const schedule = readDefinition(section);
  const { frequency, timeout, initialDelay } = schedule;
  if ('cron' in frequency) {
    assertCron(section, frequency.cron);
  } else if (!('trigger' in frequency)) {
    assertDuration(section, 'frequency', frequency);
  }
  assertDuration(section, 'timeout', timeout);
  if (initialDelay && toDurationMs(initialDelay) < 0) {
    throw new InputError(
      `${section.keyOf('initialDelay')} is below zero; give a duration, or leave the key out`,
    );
  }
  return schedule;
}

function readDefinition(
  section: ConfigSection,
): SchedulerServiceTaskScheduleDefinition {
  for (const name of ['frequency', 'timeout']) {
    if (section.readValue(name) === undefined) {
      throw section.toError(
        name,
        'give frequency and timeout both, such as { minutes: 30 }, or leave schedule out',
      );
    }
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(section.config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${section.key} cannot be read: ${reason}`, error);
  }
}

function assertCron(section: ConfigSection, cron: unknown): void {
  if (typeof cron !== 'string') {
    throw new InputError(
      `${section.keyOf('frequency.cron')} is not a string; put it in quotes, such as '*/30 * * * *'`,
    );
  }
  try {
    // The scheduler reads it with the same library, and names no key.
    new CronTime(cron);
  } catch (error) {
    throw new InputError(
      `${section.keyOf('frequency.cron')} is ${toShownValue(cron)}, which is no cron expression; write one such as '*/30 * * * *'`,
      error,
    );
  }
}

function assertDuration(
  section: ConfigSection,
  name: string,
  duration: object,
): void {
  const durationMs = toDurationMs(duration);
  if (!Number.isFinite(durationMs) || durationMs <= 0) {
    throw new InputError(
      `${section.keyOf(name)} comes to ${durationMs} ms; give a duration above zero, such as { minutes: 30 }`,
    );
  }
}
