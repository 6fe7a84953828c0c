import { useSqlite } from '../../dev/rig/useSqlite';
import { oneProject } from '../../dev/rig/oneProject';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const openSqlite = useSqlite();
const FILE = { 'catalog-info.yaml': '' };
const SCHEDULE = { frequency: 'PT20S', timeout: 'PT1M' };

/** Each look takes a second, one after the other, where latency is left as it is. */
function createRig(
  count: number,
  options: Partial<ProviderRigOptions> & { latencyMs?: number } = {},
) {
  const rig = new ProviderRig({
    network,
    integration: { maxConcurrentRequests: 1 },
    standIn: oneProject(
      Array.from({ length: count }, (_, index) => toSlug(index)),
    ),
    ...options,
  });
  rig.faults.set({ latencyMs: options.latencyMs ?? 1_000 });
  return rig;
}

const toSlug = (index: number) => `r${String(index).padStart(4, '0')}`;

/** When the catalog was told what, in seconds from now. */
function watchTold(rig: ProviderRig) {
  const startedAt = Date.now();
  const told: { atS: number; added: number }[] = [];
  rig.catalog.afterMutation = () => {
    const mutation = rig.catalog.mutations.at(-1)!;
    told.push({
      atS: (Date.now() - startedAt) / 1000,
      added:
        mutation.type === 'full'
          ? mutation.entities.length
          : mutation.added.length,
    });
  };
  return told;
}

function browsedSlugs(rig: ProviderRig): string[] {
  return rig.urls.flatMap(
    url => /repos\/(\w+)\/browse/.exec(url)?.[1] ?? [],
  );
}

/** The slugs of those that were looked at, each once, in order. */
function lookedAt(rig: ProviderRig): string[] {
  return [...new Set(browsedSlugs(rig))];
}

/** How often each was looked at. */
function countLooks(rig: ProviderRig): number[] {
  const counts = new Map<string, number>();
  for (const slug of browsedSlugs(rig)) {
    counts.set(slug, (counts.get(slug) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('a run', () => {
  it('tells what it finds first about a second later, and then every ten seconds', async () => {
    const rig = createRig(35);
    const told = watchTold(rig);
    expect(await rig.sweep()).toBeUndefined();
    const [first, second, third] = told;
    // Two lists and the first look come before, a second each.
    expect(first!.atS).toBeLessThanOrEqual(5);
    expect(first!.added).toBeLessThanOrEqual(2);
    expect(second!.atS - first!.atS).toBeGreaterThanOrEqual(9);
    expect(second!.atS - first!.atS).toBeLessThanOrEqual(12);
    expect(third!.atS - second!.atS).toBeLessThanOrEqual(12);
    expect(rig.catalog.targets).toHaveLength(35);
  });

  it('tells a hundred entities as soon as they are found', async () => {
    const rig = createRig(450, { latencyMs: 1 });
    const told = watchTold(rig);
    expect(await rig.sweep()).toBeUndefined();
    const deltas = told.slice(0, -1);
    expect(deltas.length).toBeGreaterThanOrEqual(4);
    const sizes = deltas.map(({ added }) => added);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(110);
  });

  it('ends by itself before the next one is due, and the next ones go on until all is looked at', async () => {
    const rig = createRig(40, { providers: { main: { schedule: SCHEDULE } } });
    for (let run = 0; run < 5; run += 1) {
      const startedAt = Date.now();
      expect(await rig.sweep()).toBeUndefined();
      expect(Date.now() - startedAt).toBeLessThanOrEqual(20_000);
    }
    const counts = countLooks(rig);
    expect(lookedAt(rig)).toHaveLength(40);
    expect(rig.catalog.targets).toHaveLength(40);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(rig.log.at('error')).toEqual([]);
    expect(rig.catalog.mutations.at(-1)!.type).toBe('full');
  });

  it('goes on in a new process over the same database', async () => {
    const database = openSqlite();
    const rig = createRig(30, {
      database,
      providers: { main: { schedule: SCHEDULE } },
    });
    for (let run = 0; run < 4; run += 1) {
      expect(await rig.sweepInNewProcess()).toBeUndefined();
    }
    const counts = countLooks(rig);
    expect(lookedAt(rig)).toHaveLength(30);
    expect(rig.catalog.targets).toHaveLength(30);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    await database.knex.destroy();
  });

  it('looks at what is new first, then at what was heard of, then at what was looked at longest ago', async () => {
    const rig = createRig(30, { providers: { main: { schedule: SCHEDULE } } });
    for (let run = 0; run < 3; run += 1) {
      expect(await rig.sweep()).toBeUndefined();
    }
    const oldestFirst = [...new Set(browsedSlugs(rig).reverse())].reverse();
    rig.forget();
    rig.standIn.addRepository({ project: 'A', slug: 'aa', id: 777, files: FILE });
    rig.standIn.renameRepository('A', { slug: 'r0029', to: 'bb' });
    expect(await rig.sweep()).toBeUndefined();
    const [first, second, ...others] = lookedAt(rig);
    expect([first, second]).toEqual(['aa', 'bb']);
    expect(others.length).toBeGreaterThan(5);
    expect(others).toEqual(
      oldestFirst.filter(slug => slug !== 'r0029').slice(0, others.length),
    );
    expect(rig.catalog.targets).toHaveLength(31);
  });

  it('reads lists that take longer than a run to their end, and says which key is too short', async () => {
    const rig = createRig(12, {
      standIn: {
        strictPageSize: 1,
        projects: [{ key: 'A' }],
        repositories: Array.from({ length: 30 }, (_, index) => ({
          project: 'A',
          slug: toSlug(index),
          files: FILE,
        })),
      },
      providers: { main: { schedule: SCHEDULE } },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.urls.filter(url => /repos\?/.test(url)).length).toBeGreaterThanOrEqual(30);
    expect(rig.log.at('warn')).toEqual([
      expect.stringContaining('Make schedule.frequency and schedule.timeout longer'),
    ]);
  });

  it('looks at repositories with files in every run where there is a custom parser', async () => {
    const rig = createRig(4, {
      latencyMs: 1,
      parser: async function* parse({ repository }) {
        yield {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: repository.repoSlug },
        };
      },
    });
    await rig.sweep();
    rig.forget();
    await rig.sweep();
    expect(lookedAt(rig)).toHaveLength(4);
  });
});
