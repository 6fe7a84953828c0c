import { DatabaseManager } from '@backstage/backend-defaults/database';
import type { LifecycleService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogLines } from '../../dev/rig/LogLines';
import { MigratedDatabase } from '../database';
import { createMemory } from './createMemory';
import type { RepositoryMemory } from './types';

const antenna = { key: 'id:1', projectKey: 'ORBIT', repoSlug: 'antenna' };

describe('createMemory on SQLite in a file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** What one process does, from its start to its end. */
  async function inProcess<T>(
    work: (memory: RepositoryMemory) => Promise<T>,
  ): Promise<T> {
    const database = DatabaseManager.fromConfig(
      new ConfigReader({
        backend: {
          database: {
            client: 'better-sqlite3',
            connection: { directory: folder },
          },
        },
      }),
    ).forPlugin('catalog', {
      logger: new LogLines(),
      lifecycle: { addShutdownHook: () => {} } as unknown as LifecycleService,
    });
    const warnings: string[] = [];
    const memory = createMemory({
      providerName: 'bitbucketServer-provider:main',
      database: new MigratedDatabase({
        database,
        logger: { warn: message => warnings.push(message) },
      }),
    });
    try {
      return await work(memory);
    } finally {
      await (await database.getClient()).destroy();
      expect(warnings).toEqual([]);
    }
  }

  it('gives the next process what the last one has written', async () => {
    await inProcess(async memory => {
      await memory.beginRun({ startedAt: 2 });
      await memory.bump([antenna], { asker: 'first' });
      await memory.settle(
        [
          {
            ...antenna,
            startedAt: 1,
            outcome: 'definite',
            answer: { outcome: 'absent', reason: 'noFile' },
            fingerprint: 'f1',
          },
        ],
        { asker: 'first' },
      );
    });

    await inProcess(async memory => {
      expect(await memory.readRuns()).toEqual([
        { startedAt: 2, ending: 'running' },
      ]);
      expect(await memory.changedSince(0)).toEqual([
        expect.objectContaining({ ...antenna, fingerprint: 'f1' }),
      ]);
    });
  });

  it('takes no look of a process that has ended once the next one has begun its own', async () => {
    const look = {
      ...antenna,
      startedAt: 1,
      outcome: 'unknown',
      reason: '503',
    } as const;
    await inProcess(memory => memory.bump([antenna], { asker: 'first' }));
    await inProcess(async memory => {
      await memory.bump([antenna], { asker: 'second' });
      expect(await memory.settle([look], { asker: 'first' })).toEqual(
        new Set(['id:1']),
      );
      expect(await memory.settle([look], { asker: 'second' })).toEqual(
        new Set(),
      );
    });
  });
});
