import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { expectGone } from './rig/expectGone';
import { useDemo } from './rig/useDemo';

const startDemo = useDemo();

describe('npm start', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'demo-'));
  const { root, folder, staticLocation } = demoEntityRefs;

  beforeAll(() => {
    cpSync(path.join(__dirname, 'repositories'), folders, { recursive: true });
  });
  afterAll(() => {
    rmSync(folders, { recursive: true });
  });

  it('prints what was discovered, shows an edited file, and ends with its stand-in on SIGINT', async () => {
    const demo = startDemo({ DEMO_FOLDERS: folders });
    const catalog = await demo.findCatalog();
    const discovered = [...root, ...folder, ...staticLocation];
    const names = discovered.map(ref => ref.split('/')[1]);
    for (const name of names) {
      expect(demo.output()).toMatch(new RegExp(`^\\w+ +${name} `, 'm'));
    }
    await expectEntityRefs(catalog, discovered);

    const file = path.join(folders, 'RIDE/rider-app/catalog-info.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('name: rider-app', 'name: edited-app'));
    await expectEntityRefs(catalog, [
      ...discovered.filter(ref => ref !== 'component:default/rider-app'),
      'component:default/edited-app',
    ]);

    const standInUrl = await demo.findStandIn();
    expect(await demo.stop('SIGINT')).toBe(0);
    await expectGone(standInUrl);
  });
});
