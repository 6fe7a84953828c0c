import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { useDemo } from './rig/useDemo';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

const token = 'token-77d1e0b2';
const username = 'jane.doe';
const password = 'pass word:ä+55aa';

const startDemo = useDemo();

describe('npm start with a real server in the environment', () => {
  let server: StandInProcess;

  beforeAll(async () => {
    server = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: { token, username, password },
      contextPath: '/bitbucket',
    });
  });
  afterAll(async () => {
    await server?.stop();
  });

  it.concurrent.each([
    ['token', { BITBUCKET_TOKEN: token }],
    [
      'user name and password',
      { BITBUCKET_USERNAME: username, BITBUCKET_PASSWORD: password },
    ],
  ])('discovers that server with a %s', async (_, credentials) => {
    const demo = startDemo(
      {
        BITBUCKET_HOST: new URL(server.url).host,
        BITBUCKET_API_BASE_URL: server.restApi,
        ...credentials,
      },
      { secrets: Object.values(credentials).filter(text => text !== username) },
    );
    const catalog = await demo.findCatalog();
    const { root, archived } = demoEntityRefs;
    await expectEntityRefs(catalog, [...root, ...archived]);
    const { status } = await fetch(`${catalog.url}/entities`);
    expect(status).toBe(401);
    expect(await demo.stop()).toBe(0);
  });
});
