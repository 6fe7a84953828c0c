import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pollUntil } from './pollUntil';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';
import { takePort } from './takePort';
import { LOOPBACK, toRealServerCatalog } from './toDemoConfig';

const username = 'jane.doe';
const password = 'pass word:ä+c40f';

function startBackend(host: string): Promise<BackendProcess> {
  const server = {
    ...{ host, apiBaseUrl: `http://${host}/rest/api/1.0`, username, password },
    // Who waits for an answer waits for longer than the test.
    timeout: { hours: 1 },
  };
  const catalog = toRealServerCatalog({ host });
  return startBackendProcess({ server, catalog });
}

describe('a backend whose server is down', () => {
  let backend: BackendProcess;

  beforeAll(async () => {
    const port = await takePort(0, { host: LOOPBACK });
    backend = await startBackend(`${LOOPBACK}:${port}`);
  });

  afterAll(async () => {
    await backend?.stop();
  });

  it('is ready before the first run has failed', async () => {
    const [task] = await backend.catalog.listTasks();
    expect(task?.taskId).toBe('bitbucketServer-provider:default:refresh');
    expect(task?.taskState?.lastRunEndedAt).toBeUndefined();
    expect(await backend.catalog.listEntities()).toEqual([]);
  });

  it('shows the failed run in the list of tasks, and in one line of the log what failed, why and what to do', async () => {
    const lastRunError = await pollUntil('the run has failed', {
      ask: async () => {
        const [task] = await backend.catalog.listTasks();
        return task?.taskState?.lastRunError;
      },
    });
    expect(JSON.parse(lastRunError)).toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
    });

    const ownLines = backend
      .output()
      .split('\n')
      .filter(line => /bitbucketServer-provider:default: .*failed/.test(line));
    expect(ownLines).toEqual([
      expect.stringMatching(
        /error.*bitbucketServer-provider:default: the run failed: GET \S+ .*ECONNREFUSED.* check that /,
      ),
    ]);
  });

  it('stops at once, with no credential anywhere in its output', async () => {
    expect(await backend.stop()).toBe(0);
  });
});

describe('a backend whose server never answers', () => {
  const sockets = new Set<Socket>();
  let silent: Server;
  let backend: BackendProcess;

  beforeAll(async () => {
    silent = createServer(socket => {
      sockets.add(socket);
      socket.on('error', () => {});
    });
    await new Promise<void>(resolve => {
      silent.listen(0, LOOPBACK, resolve);
    });
    const { port } = silent.address() as AddressInfo;
    backend = await startBackend(`${LOOPBACK}:${port}`);
  });

  afterAll(async () => {
    await backend?.stop();
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => {
      silent.close(resolve);
    });
  });

  it('is ready while the first run waits, and stops in the middle of it', async () => {
    await pollUntil('the server was asked', {
      ask: async () => (sockets.size > 0 ? true : undefined),
    });
    const [task] = await backend.catalog.listTasks();
    expect(task?.taskState?.status).toBe('running');
    expect(await backend.stop()).toBe(0);
    expect(backend.output()).toContain('the run was stopped');
  });
});
