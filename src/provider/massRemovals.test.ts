import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';

const network = useTestNetwork();
const FILE = 'catalog-info.yaml';

interface Scene extends Partial<ProviderRigOptions> {
  count: number;
}

/** So many repositories with a file, after a sweep. */
async function createRig({ count, ...options }: Scene): Promise<ProviderRig> {
  const rig = new ProviderRig({
    network,
    standIn: {
      strictPageSize: 1000,
      projects: [{ key: 'A' }],
      repositories: Array.from({ length: count }, (_, index) => ({
        ...{ project: 'A', slug: `r${index}`, files: { [FILE]: '' } },
      })),
    },
    ...options,
  });
  expect(await rig.sweep()).toBeUndefined();
  expect(rig.catalog.targets).toHaveLength(count);
  rig.forget();
  return rig;
}

type Loss = (standIn: StandInBitbucket, slug: string) => void;
const LOSSES: Record<string, Loss> = {
  'are empty': (standIn, slug) => {
    standIn.repository('A', { slug }).branches = {};
  },
  'have no file': (standIn, slug) =>
    standIn.removeFile('A', { slug, path: FILE }),
  'are gone': (standIn, slug) => standIn.removeRepository('A', { slug }),
};

const firstSlugs = (count: number) =>
  Array.from({ length: count }, (_, index) => `r${index}`);
const browsed = (rig: ProviderRig) =>
  rig.paths.flatMap(path => path.match(/repos\/(r\d+)\/browse/)?.[1] ?? []);

describe.each(Object.entries(LOSSES))(
  'a run in which 40 of 100 repositories %s',
  (_, lose) => {
    it('holds back what they had, with one warning, until a second run sees the same', async () => {
      const rig = await createRig({ count: 100 });
      firstSlugs(40).forEach(slug => lose(rig.standIn, slug));
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.targets).toHaveLength(100);
      expect(rig.log.at('warn')).toEqual([
        expect.stringMatching(/\b40\b.*\b100\b/s),
      ]);

      rig.forget();
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.targets).toHaveLength(60);
      expect(rig.log.at('warn')).toEqual([]);
    });

    it('lets the rest of the run come up to date', async () => {
      const rig = await createRig({ count: 100 });
      firstSlugs(40).forEach(slug => lose(rig.standIn, slug));
      const files = { [FILE]: '' };
      rig.standIn.addRepository({ project: 'A', slug: 'new', id: 999, files });
      await rig.sweep();
      expect(rig.catalog.targets).toHaveLength(101);
    });
  },
);

describe('what was held back', () => {
  it('is looked at first in the next run, and judged each by itself', async () => {
    const rig = await createRig({
      count: 100,
      integration: { maxConcurrentRequests: 1 },
    });
    const lost = firstSlugs(40);
    lost.forEach(slug => LOSSES['are empty']!(rig.standIn, slug));
    await rig.sweep();
    rig.forget();
    // All but fifteen are back: those go, though they are ten and more.
    const back = lost.slice(15);
    back.forEach(slug =>
      rig.standIn.writeFile('A', { slug, path: FILE, content: '' }),
    );
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(85);
    expect(browsed(rig).slice(0, 40).sort()).toEqual([...lost].sort());
  });

  it('is held back in a new process as well', async () => {
    const rig = await createRig({ count: 40 });
    firstSlugs(40).forEach(slug => LOSSES['have no file']!(rig.standIn, slug));
    await rig.sweepInNewProcess();
    expect(rig.catalog.targets).toHaveLength(40);
  });
});

describe('a run in which repositories lose what they have', () => {
  it.each([
    [10, 33, 33],
    [10, 34, 24],
    [9, 20, 11],
    [30, 100, 70],
    [31, 100, 100],
  ])('of %p in %p leaves %p', async (lost, count, left) => {
    const rig = await createRig({ count });
    firstSlugs(lost).forEach(slug =>
      LOSSES['have no file']!(rig.standIn, slug),
    );
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(left);
  });

  it('counts neither what was renamed nor what a filter leaves out', async () => {
    const rig = await createRig({
      count: 40,
      providers: { main: { filters: { skipArchivedRepos: true } } },
    });
    firstSlugs(20).forEach(slug => {
      rig.standIn.repository('A', { slug }).archived = true;
    });
    firstSlugs(40)
      .slice(20)
      .forEach(slug => rig.standIn.renameRepository('A', { slug, to: `n-${slug}` }));
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(20);
    expect(rig.catalog.targets.every(each => each.includes('/n-r'))).toBe(true);
    expect(rig.log.at('warn')).toEqual([]);
  });
});
