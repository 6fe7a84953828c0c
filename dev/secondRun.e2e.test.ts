import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { FolderRig } from './rig/FolderRig';
import { toComponentFile } from './rig/toComponentFile';

const fileName = 'catalog-info.yaml';

describe('a second run', () => {
  let rig: FolderRig;

  beforeAll(async () => {
    const folders = path.join(__dirname, 'repositories');
    rig = await FolderRig.create({ folders });
    const filters = { skipArchivedRepos: true };
    await rig.start({ providers: { default: { filters } } });
  });

  afterAll(() => rig?.stop());

  it('takes out what a removed file held, and in what an added one holds', async () => {
    const { root } = demoEntityRefs;
    const { catalog } = rig.backend;
    await expectEntityRefs(catalog, root);

    rig.remove({ projectKey: 'RIDE', slug: 'rider-app' }, fileName);
    rig.write(
      { projectKey: 'PLAT', slug: 'handbook' },
      { [fileName]: toComponentFile('new-here', { owner: 'group:platform' }) },
    );
    await rig.sweep();
    await expectEntityRefs(catalog, [
      ...root.filter(ref => ref !== 'component:default/rider-app'),
      'component:default/new-here',
    ]);
  });
});
