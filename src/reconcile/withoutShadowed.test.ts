import { createMemory, type RepositoryMemory } from '../memory';
import { entityOf, lookedAt } from './testing/lookedAt';
import { toLook } from './toLook';
import type { FoundEntity, RepositoryChange } from './types';
import { withoutShadowed } from './withoutShadowed';

const antenna = { key: 'id:1', projectKey: 'ORBIT', repoSlug: 'antenna' };
const buoy = { key: 'id:2', projectKey: 'SEA', repoSlug: 'buoy' };
const carrier = { key: 'id:3', projectKey: 'SEA', repoSlug: 'carrier' };

/** The entity that they all want, as each of them has it. */
const sharedOf = (repository: typeof antenna) =>
  entityOf(repository, { name: 'shared', title: repository.repoSlug });
const REF = sharedOf(antenna).entityRef;

function toTold({ entityRef, json = '' }: FoundEntity) {
  return { entityRef, json, timesRetold: 0 };
}

function change(
  repository: typeof antenna,
  { gains = [], losses = [] }: { gains?: FoundEntity[]; losses?: string[] },
): RepositoryChange {
  const added = gains.map(toTold);
  return { ...repository, added, removed: losses, isRename: false };
}

describe('withoutShadowed', () => {
  let memory: RepositoryMemory;
  beforeEach(() => {
    memory = createMemory({ providerName: 'main' });
  });

  /** Lets repositories want the shared entity. */
  async function want(...repositories: (typeof antenna)[]) {
    const asker = 'test';
    await memory.bump(repositories, { asker });
    await memory.settle(
      repositories.map(repository =>
        toLook(lookedAt(repository, { entities: [sharedOf(repository)] }), {
          fingerprint: 'F',
        }),
      ),
      { asker },
    );
  }

  it('leaves changes as they are that nobody stands in the way of', async () => {
    await want(antenna);
    const changes = [
      change(antenna, { gains: [sharedOf(antenna)] }),
      change(buoy, { losses: ['component:default/other'] }),
    ];
    expect(await withoutShadowed(changes, { memory })).toEqual({
      changes,
      passedOn: [],
    });
  });

  it('says nothing of a repository that neither gains nor loses anything', async () => {
    expect(
      await withoutShadowed([change(antenna, {})], { memory }),
    ).toEqual({ changes: [], passedOn: [] });
  });

  it('does not let a repository tell what one wants whose name sorts first', async () => {
    await want(antenna, buoy);
    const other = entityOf(buoy);
    const { changes } = await withoutShadowed(
      [change(buoy, { gains: [sharedOf(buoy), other] })],
      { memory },
    );
    expect(changes).toEqual([change(buoy, { gains: [other] })]);
  });

  it('lets the one tell it whose name sorts first, whoever wants it too', async () => {
    await want(antenna, buoy);
    const changes = [change(antenna, { gains: [sharedOf(antenna)] })];
    expect((await withoutShadowed(changes, { memory })).changes).toEqual(
      changes,
    );
  });

  it('does not remove what another one wants, but tells it as the first of those has it', async () => {
    await want(carrier, buoy);
    expect(
      await withoutShadowed([change(antenna, { losses: [REF] })], { memory }),
    ).toEqual({
      changes: [change(buoy, { gains: [sharedOf(buoy)] })],
      passedOn: [{ key: antenna.key, entityRef: REF }],
    });
  });

  it('tells once what another one keeps, however many lose it and whether it gains it itself', async () => {
    await want(carrier);
    const losers = [antenna, buoy].map(each =>
      change(each, { losses: [REF] }),
    );
    const gain = change(carrier, { gains: [sharedOf(carrier)] });
    for (const gains of [[], [gain]]) {
      const unshadowed = await withoutShadowed([...losers, ...gains], {
        memory,
      });
      expect(unshadowed.changes).toEqual([gain]);
    }
  });

  it('removes what its last two holders lose together', async () => {
    const changes = [antenna, buoy].map(each =>
      change(each, { losses: [REF] }),
    );
    expect(await withoutShadowed(changes, { memory })).toEqual({
      changes,
      passedOn: [],
    });
  });

  it('leaves in the catalog what the other one knows by its reference alone', async () => {
    await memory.learn([{ repository: buoy, entityRefs: [REF] }]);
    expect(
      await withoutShadowed([change(antenna, { losses: [REF] })], { memory }),
    ).toEqual({
      changes: [],
      passedOn: [{ key: antenna.key, entityRef: REF }],
    });
  });
});
