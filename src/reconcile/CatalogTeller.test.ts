import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { driveTimers } from '../../dev/rig/driveTimers';
import { CatalogTeller } from './CatalogTeller';
import { entityOf } from './testing/lookedAt';
import type { RepositoryChange } from './types';

function change(
  name: string,
  options: { gains?: string[]; losses?: string[] } = {},
): RepositoryChange {
  const { gains = [name], losses = [] } = options;
  const repository = { projectKey: 'ORBIT', repoSlug: name };
  return {
    ...{ key: name, ...repository, isRename: false },
    added: gains.map(each => {
      const { entityRef, json = '' } = entityOf(repository, { name: each });
      return { entityRef, json, timesRetold: 0 };
    }),
    removed: losses.map(each => `component:default/${each}`),
  };
}

/** A catalog that does with each mutation what a test wants. */
function createTeller(
  apply: (mutation: EntityProviderMutation) => Promise<void> = async () => {},
) {
  const teller = new CatalogTeller({ locationKey: 'main' });
  const mutations: string[] = [];
  const refreshed: string[][] = [];
  teller.connect({
    applyMutation: async mutation => {
      mutations.push(describeMutation(mutation));
      await apply(mutation);
    },
    refresh: async ({ keys }) => {
      refreshed.push(keys);
    },
  });
  return { teller, mutations, refreshed };
}

/** Such as `+a +b -c`, and `=a` for a full one. */
function describeMutation(mutation: EntityProviderMutation): string {
  if (mutation.type === 'full') {
    return mutation.entities
      .map(({ entity }) => `=${entity.metadata.name}`)
      .join(' ');
  }
  return [
    ...mutation.added.map(({ entity }) => `+${entity.metadata.name}`),
    ...mutation.removed.map(
      each => `-${'entityRef' in each && each.entityRef.split('/')[1]}`,
    ),
  ].join(' ');
}

const holds = (name: string) => (mutation: EntityProviderMutation) =>
  describeMutation(mutation).includes(`+${name}`);

describe('CatalogTeller', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells what several repositories gain and lose in one delta, under the location key', async () => {
    const given: EntityProviderMutation[] = [];
    const { teller } = createTeller(async mutation => {
      given.push(mutation);
    });
    const refusals = await teller.tell([
      change('a'),
      change('b', { gains: [], losses: ['c'] }),
      change('d', { gains: [], losses: [] }),
    ]);
    expect(refusals).toEqual([]);
    expect(given).toEqual([
      {
        type: 'delta',
        added: [
          {
            entity: expect.objectContaining({
              metadata: { name: 'a', title: 'one' },
            }),
            locationKey: 'main',
          },
        ],
        removed: [{ entityRef: 'component:default/c' }],
      },
    ]);
  });

  it('tells nothing where nothing has changed', async () => {
    const { teller, mutations } = createTeller();
    expect(await teller.tell([change('a', { gains: [] })])).toEqual([]);
    expect(mutations).toEqual([]);
  });

  it('does not remove what the same delta adds', async () => {
    const { teller, mutations } = createTeller();
    await teller.tell([change('a'), change('b', { losses: ['a', 'c'] })]);
    expect(mutations).toEqual(['+a +b -c']);
  });

  it('counts in an annotation how often an entity was told anew', async () => {
    const given: EntityProviderMutation[] = [];
    const { teller } = createTeller(async mutation => {
      given.push(mutation);
    });
    const { added, ...rest } = change('a');
    await teller.tell([
      { ...rest, added: added.map(each => ({ ...each, timesRetold: 2 })) },
    ]);
    expect(given).toMatchObject([
      {
        added: [
          {
            entity: {
              metadata: {
                annotations: { 'bitbucket.org/told-again': '2' },
              },
            },
          },
        ],
      },
    ]);
  });

  it('halves a delta that is refused until the culprit is alone, and tells all others', async () => {
    const failure = new TypeError('it has no kind');
    const told = new Set<string>();
    const { teller } = createTeller(async mutation => {
      if (holds('c')(mutation)) {
        throw failure;
      }
      describeMutation(mutation)
        .split(' ')
        .forEach(each => told.add(each));
    });
    const changes = ['a', 'b', 'c', 'd', 'e'].map(name =>
      change(name, { losses: [`old-${name}`] }),
    );
    const refusals = await teller.tell(changes);

    expect(refusals).toEqual([{ change: changes[2], cause: failure }]);
    expect([...told].filter(Boolean).sort()).toEqual(
      ['a', 'b', 'd', 'e'].flatMap(name => [`+${name}`, `-old-${name}`]).sort(),
    );
  });

  it('keeps short what the catalog says of a change that it refuses', async () => {
    const { teller } = createTeller(async ({ type, ...mutation }) => {
      if (type === 'delta' && 'added' in mutation && mutation.added.length > 0) {
        throw new TypeError(`insert into ${'x'.repeat(100_000)} - too long`);
      }
    });
    const [refusal] = await teller.tell([change('antenna')]);
    expect(refusal?.cause.message).toMatch(/^insert into x+ ... x+ - too long$/);
    expect(refusal?.cause.message.length).toBeLessThan(1_000);
  });

  it('throws, and blames nobody, where the catalog takes nothing at all', async () => {
    const failure = new Error('the database is away');
    const { teller } = createTeller(async () => {
      throw failure;
    });
    await expect(
      driveTimers(teller.tell([change('a'), change('b')])),
    ).rejects.toThrow(failure);
  });

  it('tells again what a deadlock has kept from being told', async () => {
    let failures = 2;
    const { teller, mutations } = createTeller(async () => {
      failures -= 1;
      if (failures >= 0) {
        throw new Error('deadlock detected');
      }
    });
    expect(await driveTimers(teller.tell([change('a')]))).toEqual([]);
    expect(mutations).toEqual(['+a', '+a', '+a']);
  });

  it('applies one mutation at a time, in the order that they came', async () => {
    let release = () => {};
    const { teller, mutations } = createTeller(
      () =>
        new Promise(resolve => {
          release = resolve;
        }),
    );
    const told = Promise.all([
      teller.tell([change('a')]),
      teller.tell([change('b')]),
    ]);
    await jest.advanceTimersByTimeAsync(0);
    expect(mutations).toEqual(['+a']);

    release();
    await jest.advanceTimersByTimeAsync(0);
    expect(mutations).toEqual(['+a', '+b']);
    release();
    await told;
  });

  it('lets nobody else tell anything during a turn', async () => {
    const { teller, mutations } = createTeller();
    let go = () => {};
    const gate = new Promise<void>(resolve => {
      go = resolve;
    });
    const turn = teller.inTurn(async ({ replaceAll }) => {
      await gate;
      await replaceAll([
        { ...entityOf({ projectKey: 'A', repoSlug: 'b' }), timesRetold: 0 },
      ]);
    });
    const told = teller.tell([change('a')]);
    await jest.advanceTimersByTimeAsync(0);
    expect(mutations).toEqual([]);

    go();
    await driveTimers(Promise.all([turn, told]));
    expect(mutations).toEqual(['=b', '+a']);
  });

  it('lets others have their turn while a full mutation is made', async () => {
    jest.useRealTimers();
    const { teller, mutations } = createTeller();
    const all = Array.from({ length: 2_000 }, (_, index) => ({
      ...entityOf({ projectKey: 'A', repoSlug: 'b' }, { name: `e${index}` }),
      timesRetold: 0,
    }));
    let turns = 0;
    const count = () => {
      turns += 1;
      if (mutations.length === 0) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    await teller.inTurn(({ replaceAll }) => replaceAll(all));
    expect(turns).toBeGreaterThanOrEqual(3);
    expect(mutations[0]?.split(' ')).toHaveLength(2_000);
  });

  it('goes on after a turn that fails', async () => {
    const { teller, mutations } = createTeller();
    const turn = teller.inTurn(async () => {
      throw new Error('nobody foresaw this');
    });
    await expect(turn).rejects.toThrow('nobody foresaw this');
    await driveTimers(teller.tell([change('a')]));
    expect(mutations).toEqual(['+a']);
  });

  it('has the catalog read targets again, and says nothing where there are none', async () => {
    const { teller, refreshed } = createTeller();
    await teller.refresh([]);
    await teller.refresh(['https://git.x/a', 'https://git.x/b']);
    expect(refreshed).toEqual([
      ['url:https://git.x/a', 'url:https://git.x/b'],
    ]);
  });

  it('has it read more targets again than fit into one statement of a database', async () => {
    const { teller, refreshed } = createTeller();
    const targets = Array.from({ length: 1_201 }, (_, file) => `${file}`);
    await driveTimers(teller.refresh(targets));
    expect(refreshed.flat()).toEqual(targets.map(target => `url:${target}`));
    expect(Math.max(...refreshed.map(keys => keys.length))).toBeLessThan(1_000);
  });

  it('says that it is not connected', async () => {
    const teller = new CatalogTeller({ locationKey: 'main' });
    await expect(driveTimers(teller.tell([change('a')]))).rejects.toThrow(
      'main is not connected to a catalog',
    );
  });
});
