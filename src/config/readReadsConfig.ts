import { Config, ConfigReader } from '@backstage/config';
import { z } from 'zod';
import { integrationOptions } from './options';
import { readIntegrations } from './readIntegrations';
import { readOptions } from './readOptions';

const readsOptions = integrationOptions.pick({ reads: true });
const MEGABYTE = 1024 * 1024;

type ReadsOptions = z.infer<typeof readsOptions>['reads'];

/** How the catalog's own reads of a host are answered. */
export interface ReadsConfig
  extends Omit<
    ReadsOptions,
    'keptFileMegabytes' | 'keptMegabytes' | 'maxAge' | 'maxWait'
  > {
  /** Nothing is believed for longer. */
  readonly maxAgeMs: number;
  /** So long a read waits for its turn. */
  readonly maxWaitMs: number;
  /** How much of contents is kept. */
  readonly keptBytes: number;
  /** What is larger is not kept. */
  readonly keptFileBytes: number;
}

export function readReadsConfig(config: Config, host: string): ReadsConfig {
  const found = readIntegrations(config).find(
    each => each.host === host.toLowerCase(),
  );
  const section = found ?? { config: new ConfigReader({}), key: '' };
  const { maxAge, maxWait, keptMegabytes, keptFileMegabytes, ...passedOn } =
    readOptions(readsOptions, section).reads;
  return {
    ...passedOn,
    maxAgeMs: maxAge,
    maxWaitMs: maxWait,
    keptBytes: keptMegabytes * MEGABYTE,
    keptFileBytes: keptFileMegabytes * MEGABYTE,
  };
}
