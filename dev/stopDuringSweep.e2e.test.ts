import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { pollUntil } from './pollUntil';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';

const token = 'token-b6aa1734';

describe('SIGTERM in the middle of a sweep', () => {
  const databaseFolder = mkdtempSync(path.join(tmpdir(), 'stop-'));
  const backends: BackendProcess[] = [];
  let standIn: StandInProcess;

  async function startBackend(): Promise<BackendProcess> {
    const { host } = new URL(standIn.url);
    const backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      databaseFolder,
      catalog: {
        providers: {
          bitbucketServer: {
            host,
            filters: { skipArchivedRepos: true },
            // A run that is left behind would be in the way for an hour.
            schedule: { frequency: { hours: 1 }, timeout: { hours: 1 } },
          },
        },
      },
    });
    backends.push(backend);
    return backend;
  }

  beforeAll(async () => {
    standIn = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: { token },
      faults: {
        rules: [{ match: '/browse', respond: { holdUntilReleased: 'later' } }],
      },
    });
  }, 30_000);

  afterAll(async () => {
    await Promise.allSettled(backends.map(backend => backend.stop()));
    await standIn?.stop();
    rmSync(databaseFolder, { recursive: true });
  }, 30_000);

  it('ends the backend promptly, and the next one can run the task at once', async () => {
    const first = await startBackend();
    await pollUntil('the sweep waits for an answer', {
      deadlineMs: 30_000,
      ask: async () =>
        (await standIn.stats()).inFlight > 0 ? true : undefined,
    });
    const isStillThere = sleep(10_000, 'is still there', { ref: false });
    expect(await Promise.race([first.stop(), isStillThere])).toBe(0);
    expect(first.output()).toContain('the run was stopped');

    await standIn.setFaults({});
    await standIn.release('later');
    const second = await startBackend();
    await second.catalog.triggerTask(
      'bitbucketServer-provider:default:refresh',
    );
    await expectEntityRefs(second.catalog, demoEntityRefs.root);
  }, 180_000);
});
