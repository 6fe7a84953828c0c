import { expectGone } from './rig/expectGone';
import { useDemo } from './rig/useDemo';

const startDemo = useDemo();

describe('the end of npm start', () => {
  it.concurrent('comes when the shell is gone that npm has put before it', async () => {
    const demo = startDemo({}, { inShell: true });
    const catalog = await demo.findCatalog();
    const standInUrl = await demo.findStandIn();
    await demo.stop();
    await expectGone(catalog.url);
    await expectGone(standInUrl);
  });

  it.concurrent('takes the stand-in along when it is killed', async () => {
    const demo = startDemo({});
    const standInUrl = await demo.findStandIn();
    expect(await demo.stop('SIGKILL')).toBe('SIGKILL');
    await expectGone(standInUrl);
  });
});
