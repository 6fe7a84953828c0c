import type { ReadsConfig } from '../../config';
import type { ReadAnswer } from '../../telemetry';
import { FailedReads } from '../FailedReads';
import { FileReads } from '../FileReads';
import type { FileRows, FileTarget } from '../types';
import { ForeignIds } from '../ForeignIds';
import { KnownFiles } from '../KnownFiles';
import { MemoryFileRows } from '../MemoryFileRows';
import { FakeServer } from './FakeServer';

/**
 * Creates the reads of one replica: server and rows are what replicas share.
 */
export function createFileReads(
  options: {
    server?: FakeServer;
    rows?: FileRows;
    config?: Partial<ReadsConfig>;
  } = {},
) {
  const { server = new FakeServer(), rows = new MemoryFileRows() } = options;
  const answers: ReadAnswer[] = [];
  const refreshed: string[] = [];
  const failedReads = new FailedReads();
  const known = new KnownFiles({ rows: async () => rows });
  const reads = new FileReads({
    api: server.api,
    known,
    foreignIds: new ForeignIds(),
    failedReads,
    hostTelemetry: { countRead: answer => answers.push(answer) },
    refresh: async targets => {
      refreshed.push(...targets);
    },
    config: {
      enabled: true,
      checksPerMinute: 0,
      maxAgeMs: 60_000,
      maxWaitMs: 10_000,
      keptBytes: 1_000,
      keptFileBytes: 100,
      ...options.config,
    },
  });
  return {
    server,
    rows,
    known,
    reads,
    failedReads,
    /** How each read was answered. */
    answers,
    /** What the catalog was told to read again. */
    refreshed,
    /** What the catalog would be given, or that nothing has changed. */
    read: async (file: FileTarget, etag?: string) => {
      try {
        const answer = await reads.read(file, { etag });
        return { text: answer.content.toString(), etag: answer.etag };
      } catch (error) {
        if ((error as Error).name === 'NotModifiedError') {
          return 'not modified';
        }
        throw error;
      }
    },
    /** What a look at the root of the repository shows. */
    look: async (
      files: Record<string, string | undefined>,
      { isComplete = true } = {},
    ) => {
      const begun = await known.begin();
      return known.seeDirectory(
        { host: server.api.host, projectKey: 'key', repoSlug: 'REPO', path: '' },
        {
          ...begun,
          isComplete,
          files: Object.entries(files).map(([name, contentId]) => ({
            name,
            contentId,
          })),
        },
      );
    },
  };
}
