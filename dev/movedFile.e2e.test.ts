import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil } from './pollUntil';
import { FolderRig } from './rig/FolderRig';
import { toComponentFile } from './rig/toComponentFile';

const fileName = 'catalog-info.yaml';
/** So long after one push comes the other. */
const BETWEEN_PUSHES_MS = 6_000;

/**
 * By name of the component, what moves its file, and the project that the file
 * moves in: no sweep sees what another is to see.
 */
const CASES = {
  later: ['PUSHED', 'the old file goes after the push that brings the new one'],
  sooner: ['PUSHED', 'the old file is gone before any push'],
  reversed: ['PUSHED', 'the push that takes the old one comes first'],
  once: ['ONCE', 'one sweep sees both'],
  twice: [
    'TWICE',
    'one sweep sees the new one, and the next that the old one is gone',
  ],
} as const;

type Name = keyof typeof CASES;

const NAMES = Object.keys(CASES) as Name[];

describe('a component whose file moves', () => {
  let rig: FolderRig;

  const oldOf = (name: Name) => ({
    projectKey: CASES[name][0],
    slug: `${name}-old`,
  });
  const newOf = (name: Name) => ({
    projectKey: CASES[name][0],
    slug: `${name}-new`,
  });

  function writeNew(name: Name): void {
    rig.write(newOf(name), { [fileName]: toComponentFile(name) });
  }

  function removeOld(name: Name): void {
    rig.remove(oldOf(name), fileName);
  }

  async function pushTo(repository: ReturnType<typeof newOf>): Promise<void> {
    expect(await rig.postPush(repository)).toBe(202);
  }

  /** Has one run begin, and waits for its end. */
  async function sweep(id: Name): Promise<void> {
    const before = await rig.lastRunEndedAt(id);
    await rig.sweep(id);
    await pollUntil('the run has ended', {
      ask: async () => (await rig.lastRunEndedAt(id)) !== before || undefined,
    });
  }

  /** Waits until the component is there, and comes from a file of this repository. */
  async function expectIn(slug: string, { name }: { name: Name }) {
    await rig.until(`component:default/${name}`, {
      isSo: entity => {
        const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION];
        return Boolean(location?.includes(`/repos/${slug}/`));
      },
    });
  }

  const expectMoved = (name: Name) => expectIn(newOf(name).slug, { name });

  beforeAll(async () => {
    const readme = { 'README.md': '' };
    rig = await FolderRig.create({
      files: NAMES.flatMap(name => [
        {
          ...oldOf(name),
          files: { ...readme, [fileName]: toComponentFile(name) },
        },
        { ...newOf(name), files: readme },
      ]),
    });
    await rig.startOnDisk({
      // A round of the catalog would bring the component as well.
      catalog: { processingInterval: { hours: 1 } },
      providers: Object.fromEntries(
        ['pushed', 'once', 'twice'].map(id => [
          id,
          { filters: { projectKey: `^${id.toUpperCase()}$` } },
        ]),
      ),
    });
    for (const name of NAMES) {
      await expectIn(oldOf(name).slug, { name });
    }
  });

  afterAll(() => rig?.stop());

  it.concurrent(`is in its new place before the catalog reads it again where ${CASES.later[1]}`, async () => {
    writeNew('later');
    await pushTo(newOf('later'));
    await sleep(BETWEEN_PUSHES_MS);
    removeOld('later');
    await pushTo(oldOf('later'));
    await expectMoved('later');
  });

  it.concurrent(`is in its new place before the catalog reads it again where ${CASES.sooner[1]}`, async () => {
    removeOld('sooner');
    writeNew('sooner');
    await pushTo(newOf('sooner'));
    await sleep(BETWEEN_PUSHES_MS);
    await pushTo(oldOf('sooner'));
    await expectMoved('sooner');
  });

  it.concurrent(`is in its new place before the catalog reads it again where ${CASES.reversed[1]}`, async () => {
    removeOld('reversed');
    writeNew('reversed');
    await pushTo(oldOf('reversed'));
    await sleep(BETWEEN_PUSHES_MS);
    await pushTo(newOf('reversed'));
    await expectMoved('reversed');
  });

  it.concurrent(`is in its new place before the catalog reads it again where ${CASES.twice[1]}`, async () => {
    writeNew('twice');
    await sweep('twice');
    await sleep(BETWEEN_PUSHES_MS);
    removeOld('twice');
    await sweep('twice');
    await expectMoved('twice');
  });

  it(`is in its new place before the catalog reads it again where ${CASES.once[1]}`, async () => {
    removeOld('once');
    writeNew('once');
    await sweep('once');
    await expectMoved('once');
  });
});
