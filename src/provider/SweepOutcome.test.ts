import { Entity } from '@backstage/catalog-model';
import { RepositoryName } from '../bitbucket';
import { KnownEntities } from './KnownEntities';
import { SweepOutcome } from './SweepOutcome';

const one = { projectKey: 'A', repoSlug: 'one' };
const two = { projectKey: 'A', repoSlug: 'two' };
const three = { projectKey: 'A', repoSlug: 'three' };

function entity(name: string, title?: string): Entity {
  const metadata = { name, ...(title && { title }) };
  return { apiVersion: 'v1', kind: 'Component', metadata };
}

function ref(name: string): string {
  return `component:default/${name}`;
}

function createOutcome(
  known: Record<string, RepositoryName | undefined> = {},
  { isComplete = true }: { isComplete?: boolean } = {},
): SweepOutcome {
  const repositories = new Map(
    Object.entries(known).map(([name, each]) => [ref(name), each]),
  );
  return new SweepOutcome({
    known: new KnownEntities({ isComplete, repositories }),
    locationKey: 'key',
  });
}

/** What a mutation adds and removes, by title or name and by reference. */
function toNames(
  outcome: SweepOutcome,
  removals: 'all' | 'known' | 'none' = 'all',
) {
  const mutation = outcome.toMutation({ removals });
  const isFull = mutation.type === 'full';
  const added = isFull ? mutation.entities : mutation.added;
  const removed = isFull ? undefined : mutation.removed;
  return {
    type: mutation.type,
    added: added.map(({ entity: { metadata } }) =>
      metadata.title ?? metadata.name,
    ),
    removed: removed?.map(each => 'entityRef' in each && each.entityRef),
    afterwards: [...outcome.toKnownAfterwards({ removals }).keys()],
  };
}

describe('SweepOutcome', () => {
  it('is a full mutation with everything found when nothing is unknown', () => {
    const outcome = createOutcome({ old: one });
    outcome.settle(one, { entities: [entity('new')] });
    expect(toNames(outcome)).toEqual({
      type: 'full',
      added: ['new'],
      removed: undefined,
      afterwards: [ref('new')],
    });
  });

  it('is a delta that removes only what has an answer when a repository is unknown', () => {
    const outcome = createOutcome({ old: one, kept: two, lost: undefined });
    outcome.settle(one, { entities: [entity('new')] });
    outcome.noteUnknown(two);
    expect(toNames(outcome)).toEqual({
      type: 'delta',
      added: ['new'],
      removed: [ref('old')],
      afterwards: [ref('kept'), ref('lost'), ref('new')],
    });
  });

  it('is a delta when a list broke off', () => {
    const outcome = createOutcome({ old: one, kept: two });
    outcome.settle(one, { entities: [] });
    outcome.noteIncompleteList({});
    expect(toNames(outcome)).toMatchObject({
      type: 'delta',
      removed: [ref('old')],
    });
  });

  it('removes nothing when something is unknown and the catalog was not read', () => {
    const outcome = createOutcome({ old: one }, { isComplete: false });
    outcome.settle(one, { entities: [] });
    outcome.noteUnknown(two);
    expect(toNames(outcome)).toMatchObject({
      type: 'delta',
      removed: [],
      afterwards: [ref('old')],
    });
  });

  it('never adds and removes one entity', () => {
    const outcome = createOutcome({ moved: one });
    outcome.settle(one, { entities: [] });
    outcome.settle(two, { entities: [entity('moved')] });
    outcome.noteUnknown(three);
    expect(toNames(outcome)).toMatchObject({ added: ['moved'], removed: [] });
  });

  it('removes nothing, or only what is known, where it is told to', () => {
    const outcome = createOutcome({ old: one }, { isComplete: false });
    outcome.settle(one, { entities: [entity('new')] });
    expect(toNames(outcome, 'none')).toEqual({
      type: 'delta',
      added: ['new'],
      removed: [],
      afterwards: [ref('old'), ref('new')],
    });
    expect(toNames(outcome, 'known')).toEqual({
      type: 'delta',
      added: ['new'],
      removed: [ref('old')],
      afterwards: [ref('new')],
    });
  });

  it('takes an entity from the repository that sorts first, in whatever order they answer', () => {
    const answers = [
      [one, 'from one'],
      [two, 'from two'],
      [three, 'from three'],
    ] as const;
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [1, 0, 2],
    ]) {
      const outcome = createOutcome();
      for (const index of order) {
        const [name, title] = answers[index]!;
        outcome.settle(name, { entities: [entity('same', title)] });
      }
      expect(toNames(outcome).added).toEqual(['from one']);
    }
  });

  it('takes the first of several entities of one name in one repository', () => {
    const outcome = createOutcome();
    outcome.settle(one, {
      entities: [entity('same', 'first'), entity('same', 'second')],
    });
    expect(toNames(outcome).added).toEqual(['first']);
  });

  it('does not let an entity change hands while the repository that has it is unknown', () => {
    const outcome = createOutcome({ same: one });
    outcome.settle(two, { entities: [entity('same', 'from two')] });
    outcome.noteUnknown(one);
    expect(toNames(outcome)).toEqual({
      type: 'delta',
      added: [],
      removed: [],
      afterwards: [ref('same')],
    });
  });

  it('lets an entity change hands when the repository that has it would lose it anyway', () => {
    const outcome = createOutcome({ same: two });
    outcome.settle(one, { entities: [entity('same', 'from one')] });
    outcome.noteUnknown(two);
    expect(toNames(outcome).added).toEqual(['from one']);
  });

  it('removes what a moved repository had when it is settled under its new name', () => {
    const outcome = createOutcome({ old: one });
    outcome.noteUnknown(three);
    outcome.settle(one, { entities: [], movedTo: two });
    expect(toNames(outcome).removed).toEqual([ref('old')]);
  });

  it.each([
    ['it is unknown', (outcome: SweepOutcome) => outcome.noteUnknown(two)],
    [
      'the list it would be on broke off',
      (outcome: SweepOutcome) =>
        outcome.noteIncompleteList({ projectKey: 'a' }),
    ],
  ])('keeps what a moved repository had when under its new name %s', (_, note) => {
    const outcome = createOutcome({ old: one });
    outcome.settle(one, { entities: [], movedTo: two });
    note(outcome);
    expect(toNames(outcome).removed).toEqual([]);
  });
});
