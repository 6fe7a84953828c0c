import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readReadsConfig } from './readReadsConfig';

const read = (reads?: JsonValue) =>
  readReadsConfig(
    new ConfigReader({
      integrations: {
        bitbucketServer: [{ host: 'git.example.com', ...(reads !== undefined && { reads }) }],
      },
    }),
    'GIT.example.com',
  );

const MEGABYTE = 1024 * 1024;

describe('readReadsConfig', () => {
  it('has defaults for all of it', () => {
    expect(read()).toEqual({
      enabled: true,
      checksPerMinute: 60,
      maxAgeMs: 3_600_000,
      maxWaitMs: 10_000,
      keptBytes: 32 * MEGABYTE,
      keptFileBytes: 2 * MEGABYTE,
    });
  });

  it('reads each key', () => {
    expect(
      read({
        enabled: false,
        checksPerMinute: 0,
        maxAge: { minutes: 5 },
        maxWait: 'PT2S',
        keptMegabytes: 0.5,
        keptFileMegabytes: 0,
      }),
    ).toEqual({
      enabled: false,
      checksPerMinute: 0,
      maxAgeMs: 300_000,
      maxWaitMs: 2_000,
      keptBytes: MEGABYTE / 2,
      keptFileBytes: 0,
    });
  });

  it.each([
    ['', 'off'],
    ['.enabled', { enabled: 'maybe' }],
    ['.checksPerMinute', { checksPerMinute: -1 }],
    ['.maxAge', { maxAge: { seconds: 0 } }],
    ['.maxAge', { maxAge: 'soon' }],
    ['.maxWait', { maxWait: { fortnights: 1 } }],
    ['.maxWait', { maxWait: { days: 30 } }],
    ['.keptMegabytes', { keptMegabytes: 'all' }],
    ['.keptFileMegabytes', { keptFileMegabytes: -1 }],
  ])('names reads%s where it cannot be read', (key, reads) => {
    expect(() => read(reads)).toThrow(
      `integrations.bitbucketServer[0].reads${key} is`,
    );
  });
});
