import { NamesWatch } from '../../dev/rig/NamesWatch';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { webhookBodies } from '../events/testing/webhookBodies';
import { repository } from '../events/testing/webhookRepositories';

const network = useTestNetwork();
const FILE = 'catalog-info.yaml';
const SLUGS = ['antenna', 'rocket', 'dish', 'horn', 'mast'];

/** A server after a sweep, whose repositories get these numbers then. */
async function restore(toId: (index: number) => number): Promise<WebhookRig> {
  const rig = new WebhookRig({
    network,
    standIn: {
      projects: [{ key: 'ORBIT' }],
      repositories: SLUGS.map((slug, index) => ({
        ...{ project: 'ORBIT', slug, id: index + 1, files: { [FILE]: '' } },
      })),
    },
  });
  expect(await rig.sweep()).toBeUndefined();
  SLUGS.forEach((slug, index) => {
    rig.standIn.repository('ORBIT', { slug }).id = toId(index);
  });
  rig.forget();
  rig.catalog.mutations.length = 0;
  rig.catalog.reads.length = 0;
  return rig;
}

const count = SLUGS.length;
describe.each<[string, (index: number) => number]>([
  ['has given everything new numbers', index => index + 101],
  ['has moved the numbers on by one', index => ((index + 1) % count) + 1],
  ['has turned the numbers round', index => count - index],
  ['has given one number in two to another', index => index + 3],
])('a server that was restored and %s', (_, toId) => {
  it('makes nothing go, and nothing be read anew, in a run', async () => {
    const rig = await restore(toId);
    const watch = new NamesWatch({ rig });
    expect(await rig.sweep()).toBeUndefined();
    expect(await rig.sweep()).toBeUndefined();
    expect(watch.lost).toEqual([]);
    expect(rig.catalog.targets).toEqual(watch.findTargets());
    expect(rig.catalog.reads).toEqual([]);
    expect(rig.log.at('warn')).toEqual([]);
  });

  it('makes nothing go where webhooks come before the run', async () => {
    const rig = await restore(toId);
    const watch = new NamesWatch({ rig });
    for (const [index, slug] of SLUGS.entries()) {
      const pushed = { ...repository({ slug }), id: toId(index) };
      const body = webhookBodies.push({ repository: pushed });
      await rig.send('repo:refs_changed', { body });
    }
    expect(rig.catalog.targets).toEqual(watch.findTargets());
    expect(await rig.sweep()).toBeUndefined();
    expect(watch.lost).toEqual([]);
    expect(rig.catalog.targets).toEqual(watch.findTargets());
  });

  it('lets go of the one whose file is gone', async () => {
    const rig = await restore(toId);
    rig.standIn.removeFile('ORBIT', { slug: 'dish', path: FILE });
    const watch = new NamesWatch({ rig });
    expect(await rig.sweep()).toBeUndefined();
    expect(watch.lost).toEqual([]);
    expect(rig.catalog.targets).toEqual(watch.findTargets());
    expect(rig.catalog.targets).toHaveLength(count - 1);
  });
});
