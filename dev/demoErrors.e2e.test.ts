import { createServer, type AddressInfo, type Server } from 'node:net';
import { useDemo } from './rig/useDemo';

const token = 'token-77d1e0b2';

const startDemo = useDemo();

describe('npm start that cannot start', () => {
  const listeners: Server[] = [];
  afterAll(() => listeners.forEach(listener => listener.close()));

  it('says which variable is missing', async () => {
    const demo = startDemo(
      { BITBUCKET_HOST: 'git.example.com', BITBUCKET_TOKEN: token },
      { secrets: [token] },
    );
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toBe(
      'To run against a real Bitbucket Server, give BITBUCKET_API_BASE_URL, such as https://git.example.com/rest/api/1.0. To run against the stand-in, give no variable that begins with BITBUCKET_\n',
    );
  });

  it('says what is wrong with a host', async () => {
    const demo = startDemo(
      {
        BITBUCKET_HOST: 'https://git.example.com',
        BITBUCKET_API_BASE_URL: 'https://git.example.com/rest/api/1.0',
        BITBUCKET_TOKEN: token,
      },
      { secrets: [token] },
    );
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toContain('leave the scheme out');
  });

  it('says that its port is taken', async () => {
    const listener = createServer();
    listeners.push(listener);
    await new Promise<void>(resolve => {
      listener.listen(0, '127.0.0.1', resolve);
    });
    const { port } = listener.address() as AddressInfo;
    const demo = startDemo({ BACKEND_PORT: String(port) });
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toBe(
      `Port ${port} is taken. Give another one with BACKEND_PORT, such as BACKEND_PORT=7008 npm start, where 0 takes any that is free\n`,
    );
  });
});
