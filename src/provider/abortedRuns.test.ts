import type { ProviderRig } from '../../dev/rig/ProviderRig';
import { useSlowRig } from '../../dev/rig/useSlowRig';

const { database, createRig } = useSlowRig();
const FILE = { 'catalog-info.yaml': '' };

const never = () => new Promise<never>(() => {});

/** Aborts a run, and gives how long it went on then. */
async function sweepAborted(
  rig: ProviderRig,
  { afterMs = 0, when = () => true }: { afterMs?: number; when?(): boolean },
) {
  const controller = new AbortController();
  let abortedAt = 0;
  const abort = () => {
    if (when()) {
      abortedAt = Date.now();
      controller.abort();
    } else {
      setTimeout(abort, 100);
    }
  };
  setTimeout(abort, afterMs);
  const error = await rig.sweep({ signal: controller.signal });
  return { error, lateMs: Date.now() - abortedAt };
}

describe('a run that is aborted in the middle', () => {
  it.each<[string, (rig: ProviderRig) => void]>([
    ['a mutation', rig => {
      rig.catalog.writing = never();
    }],
    ['a database', () => {
      jest.spyOn(database().knex.client, 'query').mockImplementation(never);
    }],
    ['the server', rig => {
      rig.breakWith({ match: /browse/, respond: 'hang' });
    }],
    ['the pace, after a refusal', rig => {
      const headers = { 'Retry-After': '600' };
      rig.breakWith({ match: /browse/, respond: { status: 429, headers } });
    }],
    ['a list', rig => {
      rig.breakWith({ match: /projects\?/, respond: 'hang' });
    }],
  ])('ends within a second, also where it waits for %s', async (_, hold) => {
    const rig = createRig(3);
    await rig.sweep();
    rig.standIn.addRepository({ project: 'A', slug: 'new', id: 99, files: FILE });
    hold(rig);
    const { error, lateMs } = await sweepAborted(rig, { afterMs: 20_000 });
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(lateMs).toBeLessThanOrEqual(1_000);
    expect(rig.log.at('error')).toHaveLength(1);
  });
});

describe('runs that are cut off before they have told what they found', () => {
  it('add up: the next one tells it first, and looks at the rest', async () => {
    const rig = createRig(20, { latencyMs: 1_000 });
    let told = 0;
    let runs = 0;
    do {
      await rig.start();
      await sweepAborted(rig, { afterMs: 8_000 });
      expect(rig.catalog.targets.length).toBeGreaterThanOrEqual(told);
      told = rig.catalog.targets.length;
      runs += 1;
    } while (told < 20 && runs < 20);
    expect(told).toBe(20);
    const looks = rig.paths.filter(path => path.endsWith('/browse'));
    expect(new Set(looks).size).toBe(20);
  });

  it('tell nothing that a filter leaves out by now', async () => {
    const providers = { main: { filters: { repoSlug: 'r' } } };
    const rig = createRig(4, { latencyMs: 1_000, providers });
    const looks = () => rig.paths.filter(path => path.endsWith('/browse'));
    // The first look has ended, and is to be told a second later.
    await sweepAborted(rig, { when: () => looks().length === 2 });
    const found = await database().knex('bitbucket_server_entities');
    expect(found.length).toBeGreaterThan(rig.catalog.targets.length);
    const before = rig.catalog.targets.length;
    providers.main.filters.repoSlug = 'none';
    await rig.start();
    await sweepAborted(rig, { afterMs: 1_500 });
    expect(rig.catalog.targets).toHaveLength(before);
  });
});
