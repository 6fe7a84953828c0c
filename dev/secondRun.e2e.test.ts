import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';

const token = 'token-9c03e7aa';
const fileName = 'catalog-info.yaml';

describe('a second run', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'second-run-'));
  let standIn: StandInProcess;
  let backend: BackendProcess;

  beforeAll(async () => {
    cpSync(path.join(__dirname, 'repositories'), folders, { recursive: true });
    standIn = await startStandInProcess({ folders, credentials: { token } });
    const { host } = new URL(standIn.url);
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      catalog: {
        providers: {
          bitbucketServer: {
            host,
            filters: { skipArchivedRepos: true },
            // Only what triggers it runs it again.
            schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
          },
        },
      },
    });
  }, 90_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
    rmSync(folders, { recursive: true });
  }, 30_000);

  it('takes out what a removed file held, and in what an added one holds', async () => {
    const { root } = demoEntityRefs;
    await expectEntityRefs(backend.catalog, root);

    rmSync(path.join(folders, 'RIDE/rider-app', fileName));
    writeFileSync(
      path.join(folders, 'PLAT/handbook', fileName),
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata: { name: new-here }',
        'spec: { type: book, lifecycle: production, owner: group:platform }',
      ].join('\n'),
    );
    await backend.catalog.triggerTask(
      'bitbucketServer-provider:default:refresh',
    );
    await expectEntityRefs(backend.catalog, [
      ...root.filter(ref => ref !== 'component:default/rider-app'),
      'component:default/new-here',
    ]);
  }, 120_000);
});
