import { Config } from '@backstage/config';
import { readIntegrations } from './readIntegrations';
import { ReadsConfig } from './types';

const MEGABYTE = 1024 * 1024;

/**
 * Reads the `reads` section of the integration of a host: `enabled` (true),
 * `checksPerMinute` (60), `maxAge` (an hour), `maxWait` (ten seconds),
 * `keptMegabytes` (32) and `keptFileMegabytes` (2).
 *
 * @internal
 */
export function readReadsConfig(config: Config, host: string): ReadsConfig {
  const configured = readIntegrations(config).find(
    ({ integration }) => integration.host === host.toLowerCase(),
  );
  const reads = configured?.section.readSection('reads');
  const atLeastNone = { minimum: 0 };
  return {
    enabled: reads?.readBoolean('enabled') ?? true,
    checksPerMinute: reads?.readNumber('checksPerMinute', atLeastNone) ?? 60,
    maxAgeMs: reads?.readDurationMs('maxAge') ?? 60 * 60_000,
    maxWaitMs: reads?.readDurationMs('maxWait') ?? 10_000,
    keptBytes:
      MEGABYTE * (reads?.readNumber('keptMegabytes', atLeastNone) ?? 32),
    keptFileBytes:
      MEGABYTE * (reads?.readNumber('keptFileMegabytes', atLeastNone) ?? 2),
  };
}
