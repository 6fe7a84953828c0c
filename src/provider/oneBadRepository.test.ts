import type { Entity } from '@backstage/catalog-model';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const FILE = { 'catalog-info.yaml': '' };
const SLUGS = ['one', 'two', 'bad', 'four', 'five'];
const NAMES = SLUGS.filter(slug => slug !== 'bad').sort();

function componentOf(name: string, spec: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: spec as Entity['spec'],
  };
}

function createRig(
  parseBad: (good: Entity) => AsyncIterable<unknown> | Iterable<unknown>,
  options: Partial<ProviderRigOptions> = {},
) {
  return new ProviderRig({
    network,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: SLUGS.map(slug => ({ project: 'A', slug, files: FILE })),
    },
    parser: async function* parse({ repository }) {
      const good = componentOf(repository.repoSlug);
      if (repository.repoSlug === 'bad') {
        yield* parseBad(good) as AsyncIterable<Entity>;
      } else {
        yield good;
      }
    },
    ...options,
  });
}

const namesIn = (rig: ProviderRig) =>
  rig.catalog.entities.map(({ metadata }) => metadata.name).sort();

const circular: Record<string, unknown> = {};
circular.stages = [circular];

const BAD: [string, (good: Entity) => Iterable<unknown>][] = [
  ['circular', good => [{ ...good, spec: circular }]],
  ['a BigInt', good => [{ ...good, spec: { size: BigInt(1) } }]],
  ['more than 1 MB', good => [{ ...good, spec: { text: 'x'.repeat(1024 * 1024) } }]],
  ['without end', function* endless(good) { for (;;) { yield good; } }],
  ['null', () => [null]],
  ['a text', () => ['component']],
  ['of a wrong shape', () => [{ kind: 7 }]],
  ['with metadata that have no name', good => [{ ...good, metadata: {} }]],
  ['with a name that is no text', good => [{ ...good, metadata: { name: 7 } }]],
  ['with what throws as it is read', good => [{ ...good, get spec() { throw new Error('no'); } }]],
  ['with toJSON that gives undefined', good => [{ ...good, toJSON: () => undefined }]],
  ['that throws no error', function* nothing() { yield* []; throw undefined; }],
];

describe('a parser that yields what cannot be told', () => {
  it.each(BAD)('stops nobody but its repository: %s', async (_, parseBad) => {
    const rig = createRig(parseBad);
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual(NAMES);
    expect(rig.log.at('warn')).toEqual([expect.stringContaining('A/bad')]);
    expect(rig.log.at('error')).toEqual([]);
  });

  it.each(BAD)('keeps what its repository had: %s', async (_, parseBad) => {
    let isBad = false;
    const rig = createRig(good => (isBad ? parseBad(good) : [good]));
    await rig.sweep();
    isBad = true;
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual([...NAMES, 'bad'].sort());
    expect(rig.log.at('warn')).toEqual([expect.stringContaining('A/bad')]);
    isBad = false;
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([]);
  });
});

describe('a parser that never comes to an end', () => {
  const hangs = async function* hang() {
    await new Promise<never>(() => {});
    yield undefined;
  };
  const SCHEDULES = [
    { frequency: 'PT2M', timeout: 'PT5M' },
    { frequency: 'PT10S', timeout: 'PT15S' },
    { frequency: 'PT30M', timeout: 'PT1H' },
  ];

  it.each(SCHEDULES)(
    'leaves its repository unknown and no other, named once, in a run of $frequency',
    async schedule => {
      const rig = createRig(hangs, { providers: { main: { schedule } } });
      expect(await rig.sweep()).toBeUndefined();
      expect(namesIn(rig)).toEqual(NAMES);
      expect(rig.log.at('warn')).toEqual([
        expect.stringMatching(/A\/bad.* has not ended/s),
      ]);
    },
  );

  it('leaves places for the others, in however many repositories it hangs', async () => {
    const bad = SLUGS.map(slug => `bad-${slug}`);
    const rig = createRig(hangs, {
      parser: async function* parse({ repository: { repoSlug } }) {
        if (bad.includes(repoSlug)) {
          await new Promise<never>(() => {});
        }
        yield componentOf(repoSlug);
      },
      integration: { maxConcurrentRequests: 2 },
      providers: { main: { schedule: SCHEDULES[0]! } },
    });
    bad.forEach((slug, index) =>
      rig.standIn.addRepository({ project: 'A', slug, id: 80 + index, files: FILE }),
    );
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual([...SLUGS].sort());
  });

  it('lets a run end within a second of its abort', async () => {
    const rig = createRig(hangs);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30_000);
    const startedAt = Date.now();
    await rig.sweep({ signal: controller.signal });
    expect(Date.now() - startedAt).toBeLessThanOrEqual(31_000);
  });
});

describe('an entity that the catalog does not take', () => {
  it('is found, named and left out, and all others are told', async () => {
    const rig = createRig(good => [good]);
    rig.catalog.refusedNames.add('bad');
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual(NAMES);
    const warnings = rig.log.at('warn');
    expect(warnings).toEqual([expect.stringContaining('A/bad')]);
    expect(warnings[0]).toContain('does not take bad');
  });

  it('is told once the catalog takes it', async () => {
    const rig = createRig(good => [good]);
    rig.catalog.refusedNames.add('bad');
    await rig.sweep();
    rig.catalog.refusedNames.clear();
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual([...NAMES, 'bad'].sort());
    expect(rig.log.at('warn')).toEqual([]);
    expect(rig.catalog.mutations.at(-1)!.type).toBe('full');
  });

  it('does not keep the others from changing where the full mutation holds it', async () => {
    const rig = createRig(good => [good]);
    await rig.sweep();
    // What is remembered as told, the catalog takes no more.
    rig.catalog.refusedNames.add('bad');
    rig.standIn.addRepository({ project: 'A', slug: 'new', id: 99, files: FILE });
    rig.standIn.removeRepository('A', { slug: 'one' });
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual(['bad', 'five', 'four', 'new', 'two']);
    expect(rig.log.at('warn')).toEqual([expect.stringContaining('A/bad')]);
  });
});

describe('an entity that the catalog does not let go', () => {
  // What is unknown makes the run end in a delta.
  const oneUnknown = { match: /five\/browse/, respond: { status: 403 } };

  it.each([
    ['is removed', (rig: ProviderRig) => rig.standIn.removeRepository('A', { slug: 'bad' })],
    ['is archived', (rig: ProviderRig) => rig.standIn.archive('A', { slug: 'bad' })],
    ['loses its file', (rig: ProviderRig) => rig.standIn.removeFile('A', { slug: 'bad', path: 'catalog-info.yaml' })],
  ])('goes with the next run, where its repository %s', async (_, change) => {
    const rig = createRig(good => [good], {
      providers: { main: { filters: { skipArchivedRepos: true } } },
    });
    await rig.sweep();
    change(rig);
    rig.breakWith(oneUnknown);
    rig.catalog.refusedNames.add('bad');
    await rig.sweep();
    expect(namesIn(rig)).toEqual([...NAMES, 'bad'].sort());
    expect(rig.log.at('warn').join('\n')).toContain('does not let bad go');

    rig.catalog.refusedNames.clear();
    await rig.sweep();
    expect(namesIn(rig)).toEqual(NAMES);
  });
});

describe('a catalog that is locked for a moment', () => {
  it('is told again', async () => {
    const rig = createRig(good => [good]);
    let isFirst = true;
    rig.catalog.beforeMutation = () => {
      if (isFirst) {
        isFirst = false;
        throw new Error('deadlock detected');
      }
    };
    expect(await rig.sweep()).toBeUndefined();
    expect(namesIn(rig)).toEqual([...NAMES, 'bad'].sort());
    expect(rig.log.at('warn')).toEqual([]);
  });
});
