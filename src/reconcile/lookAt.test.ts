import type { Entity } from '@backstage/catalog-model';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { StandInBitbucketOptions } from '../../dev/standin/StandInBitbucketOptions';
import type { FaultRule } from '../../dev/standin/faults/types';
import { VanishedError } from '../discovery';
import { readTestConfig } from '../discovery/testing/readTestConfig';
import { ParserError } from '../entities';
import type { CatalogFileMapper } from '../entities';
import type { RememberedEntity } from '../memory';
import { lookAt } from './lookAt';
import { NameTakenError } from './repositoryErrors';
import { toIdentity } from './toIdentity';
import type { Subject } from './types';

const FILE = 'catalog-info.yaml';
const files = { [FILE]: '' };
const antenna = { key: 'id:1', projectKey: 'ORBIT', repoSlug: 'antenna' };

/** A mapper that makes of each file one entity, named after repository and path. */
const mapper = {
  toLocation: ({ path }) => ({ type: 'url', target: `https://x/${path}` }),
  toEntities: async ({ repository, path }) => [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Location',
      metadata: { name: `${repository.repoSlug}-${path.slice(0, 1)}` },
    } as Entity,
  ],
} as Pick<
  CatalogFileMapper,
  'toLocation' | 'toEntities'
> as unknown as CatalogFileMapper;

/** An entity that was told of, found under a name. */
function known(name: string, foundIn = 'orbit/antenna'): RememberedEntity {
  return {
    ...{ entityRef: `location:default/${name}`, json: `"${name}"`, foundIn },
    ...{ isWanted: true, isTold: true, timesRetold: 0 },
  };
}

describe('lookAt', () => {
  const rig = useApiRig();

  /** Looks at the antenna, or whatever is given. */
  async function look(
    options: {
      standIn?: Partial<StandInBitbucketOptions>;
      rules?: FaultRule[];
      subject?: Partial<Subject>;
      isShown?: true;
      given?: Partial<CatalogFileMapper>;
      /** What happens before the n-th request. */
      meanwhile?: { nth: number; happens: () => void };
    } = {},
  ) {
    const { standIn, rules, subject, isShown, given, meanwhile } = options;
    const api = rig.start({
      rules,
      projects: [{ key: 'ORBIT' }, { key: 'SEA' }],
      repositories: [
        { project: 'ORBIT', slug: 'antenna', id: 1, files },
        { project: 'SEA', slug: 'buoy', id: 2, files },
      ],
      ...standIn,
    });
    const shown = isShown && (await api.getRepository(antenna, {}));
    rig.standIn().log.clear();
    if (meanwhile) {
      rig.standIn().before(meanwhile.nth, meanwhile.happens);
    }
    const looked = await lookAt(
      { ...antenna, known: [], shown, ...subject },
      {
        ...{ api, config: readTestConfig(), context: {} },
        mapper: { ...mapper, ...given } as CatalogFileMapper,
      },
    );
    return {
      ...looked,
      names: looked.entities.map(({ entityRef }) => entityRef.split('/')[1]),
      requests: rig.paths().map(path => path.replace(/\?.*/, '')),
    };
  }
  const rename = () =>
    rig.standIn().renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
  /** Looks at one that was known, while something happens before the second request. */
  const lookWhile = (
    happens: () => void,
    options: Parameters<typeof look>[0] = {},
  ) =>
    look({
      isShown: true,
      subject: { known: [known('antenna-old')] },
      meanwhile: { nth: 2, happens },
      ...options,
    });
  const REPOSITORY = '/projects/ORBIT/repos/antenna';

  it('looks into a repository that was shown, without asking for it', async () => {
    const { answer, names, requests, identity } = await look({
      isShown: true,
    });
    expect(answer.outcome).toBe('present');
    expect(names).toEqual(['antenna-c']);
    expect(identity).toEqual(antenna);
    expect(requests).toEqual([`${REPOSITORY}/browse`]);
  });

  it('asks by its name for one that was not', async () => {
    const { names, requests } = await look();
    expect(names).toEqual(['antenna-c']);
    expect(requests).toEqual([REPOSITORY, `${REPOSITORY}/browse`]);
  });

  it('asks nothing more where nothing goes', async () => {
    const { requests } = await look({
      isShown: true,
      subject: { known: [known('antenna-c')] },
    });
    expect(requests).toEqual([`${REPOSITORY}/browse`]);
  });

  it('asks once more before something goes', async () => {
    const { answer, names, requests } = await look({
      isShown: true,
      subject: { known: [known('antenna-c'), known('antenna-old')] },
    });
    expect(answer.outcome).toBe('present');
    expect(names).toEqual(['antenna-c']);
    expect(requests).toEqual([`${REPOSITORY}/browse`, REPOSITORY]);
  });

  it('takes it for certain that a repository is gone that is not there by its name', async () => {
    const { answer, names, requests } = await look({
      standIn: { repositories: [] },
      subject: { known: [known('antenna-c')] },
    });
    expect(answer).toMatchObject({ outcome: 'absent', reason: 'gone' });
    expect(names).toEqual([]);
    expect(requests).toEqual([REPOSITORY]);
  });

  it('does not where a list has shown it a moment ago', async () => {
    const { answer } = await look({
      standIn: { repositories: [] },
      subject: { wasShown: true, known: [known('antenna-c')] },
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(VanishedError),
    });
  });

  describe('of a repository that gets another name before it is looked into', () => {
    const given = {
      isShown: true,
      subject: { known: [known('antenna-c')], formerly: antenna },
      meanwhile: { nth: 1, happens: rename },
    } as const;

    it('gives no answer where its old name is gone', async () => {
      const { answer, entities } = await look(given);
      expect(answer).toEqual({
        outcome: 'unknown',
        cause: expect.any(VanishedError),
      });
      expect(entities).toEqual([]);
    });

    it('answers for its old name where that is followed', async () => {
      const { identity, names } = await look({
        ...given,
        standIn: { oldNames: 'followed' },
      });
      expect(identity.repoSlug).toBe('antenna');
      expect(names).toEqual(['antenna-c']);
    });
  });

  it('follows a repository that answers to its old name, and lets go what was found under that', async () => {
    const { answer, identity, entities, successors } = await look({
      standIn: {
        oldNames: 'followed',
      },
      subject: { known: [known('antenna-c')], formerly: antenna },
      meanwhile: { nth: 1, happens: rename },
    });
    expect(answer.outcome).toBe('present');
    expect(identity).toEqual({ ...antenna, repoSlug: 'dish' });
    expect(entities).toMatchObject([
      { entityRef: 'location:default/dish-c', foundIn: 'orbit/dish' },
    ]);
    expect(successors).toEqual([]);
  });

  it('gives no answer where another repository has the name, and says which', async () => {
    const { answer, successors, entities } = await look({
      subject: { key: 'id:9', known: [known('antenna-old')] },
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(NameTakenError),
    });
    expect(successors.map(toIdentity)).toEqual([antenna]);
    expect(entities).toEqual([]);
  });

  it('takes a repository of which only the name is known for what answers to it', async () => {
    const { answer, identity } = await look({
      subject: { key: 'name:orbit/antenna' },
    });
    expect(answer.outcome).toBe('present');
    expect(identity.key).toBe('name:orbit/antenna');
  });

  it('does not believe an answer after which another repository has the name', async () => {
    const { answer } = await look({
      isShown: true,
      subject: { known: [known('antenna-old')] },
      meanwhile: {
        nth: 2,
        happens: () => {
          rename();
          rig
            .standIn()
            .moveRepository('SEA', { slug: 'buoy', toProject: 'ORBIT', to: 'antenna' });
        },
      },
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(NameTakenError),
    });
  });

  it('does not believe an answer after which the repository answers by another name', async () => {
    const { answer } = await lookWhile(rename, {
      standIn: { oldNames: 'followed' },
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(NameTakenError),
    });
  });

  it('does not believe an answer after which nobody has the name', async () => {
    const { answer } = await lookWhile(rename);
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(VanishedError),
    });
  });

  it('does not believe an answer where the server does not say who has the name after it', async () => {
    const { answer } = await lookWhile(() => {
      rig.standIn().repository('ORBIT', { slug: 'antenna' }).hidden = true;
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.objectContaining({ status: 401 }),
    });
  });

  it('leaves everything as it is where the parser fails', async () => {
    const { answer, entities } = await look({
      isShown: true,
      subject: { known: [known('antenna-c')] },
      given: {
        toEntities: async () => {
          throw new ParserError({ target: 'x', cause: new Error('oops') });
        },
      },
    });
    expect(answer).toEqual({
      outcome: 'unknown',
      cause: expect.any(ParserError),
    });
    expect(entities).toEqual([]);
  });

  it('does not take a bug for an answer', async () => {
    const looking = look({
      given: {
        toEntities: async () => {
          throw new RangeError('oops');
        },
      },
    });
    await expect(looking).rejects.toThrow(RangeError);
  });

  it('keeps the first of several entities with one reference', async () => {
    const titled = (title: string) =>
      ({ kind: 'API', metadata: { name: 'one', title } }) as Entity;
    const { entities } = await look({
      given: { toEntities: async () => [titled('a'), titled('b')] },
    });
    expect(entities).toMatchObject([
      { json: expect.stringContaining('"title":"a"') },
    ]);
  });

  describe('of what was found under another name', () => {
    const old = known('old-c', 'orbit/old');
    const formerly = { projectKey: 'ORBIT', repoSlug: 'Old' };
    const subject = { known: [old], formerly };
    const OLD = '/projects/ORBIT/repos/Old';

    it('lets go what nobody has that name of', async () => {
      const { names, successors, requests } = await look({
        isShown: true,
        subject,
      });
      expect(names).toEqual(['antenna-c']);
      expect(successors).toEqual([]);
      expect(requests).toEqual([`${REPOSITORY}/browse`, REPOSITORY, OLD]);
    });

    it('hands over what another repository has the name of', async () => {
      const { names, successors } = await look({
        standIn: {
          repositories: [
            { project: 'ORBIT', slug: 'antenna', id: 1, files },
            { project: 'ORBIT', slug: 'old', id: 3, files },
          ],
        },
        isShown: true,
        subject,
      });
      expect(names).toEqual(['antenna-c']);
      expect(successors.map(toIdentity)).toEqual([
        { key: 'id:3', projectKey: 'ORBIT', repoSlug: 'old' },
      ]);
    });

    it('keeps what nobody can tell who has the name of, and leaves it to the next look', async () => {
      const { names, entities, due } = await look({
        rules: [{ match: /Old$/, respond: { status: 500 } }],
        isShown: true,
        subject,
      });
      expect(names).toEqual(['antenna-c', 'old-c']);
      expect(entities[1]).toMatchObject({ json: '"old-c"', foundIn: 'orbit/old' });
      expect(due).toBe('left');
    });

    it('keeps what is found under a name that the repository has got since', async () => {
      const { names } = await look({
        isShown: true,
        subject,
        meanwhile: {
          nth: 3,
          happens: () =>
            rig.standIn().renameRepository('ORBIT', { slug: 'antenna', to: 'old' }),
        },
      });
      expect(names).toEqual(['antenna-c', 'old-c']);
    });

    const given = { outcome: 'absent', reason: 'gone' } as const;
    it.each([
      { what: 'lets go what nobody has', slug: 'other', names: [], heirs: 0 },
      { what: 'hands over what another has', slug: 'old', names: [], heirs: 1 },
      { what: 'keeps what nobody can tell who has', times: 1, names: ['old-c'] },
    ])(
      '$what the name of, also where its answer is known without a look',
      async ({ slug = 'other', times = 0, heirs = 0, ...expected }) => {
        const { names, successors, requests } = await look({
          standIn: { repositories: [{ project: 'ORBIT', slug, id: 3, files }] },
          rules: [{ match: /Old$/, times, respond: { status: 500 } }],
          subject: { ...subject, known: [old, known('antenna-c')], given },
        });
        expect(names).toEqual(expected.names);
        expect(successors).toHaveLength(heirs);
        expect(requests).toEqual([OLD]);
      },
    );
  });
});
