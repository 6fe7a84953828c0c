import type {
  RepositoryState,
  StandInModel,
  StandInRepository,
} from '../../dev/standin/types';
import type { Chance } from '../random/Chance';
import { drawPaths } from './drawPaths';
import { listRepairs } from './listRepairs';
import { BRANCHES, LABELS, MISSING_BRANCH, NAMES, PATHS } from './names';
import type { Change } from './types';

const FEW = 30;
const MANY = 90;
const BAD_STATES: readonly RepositoryState[] = [
  'OFFLINE',
  'INITIALISING',
  'INITIALISATION_FAILED',
];

/**
 * Draws what can happen to a repository; undefined where it cannot.
 */
export function drawRepositoryChange(
  chance: Chance,
  { model }: { model: StandInModel },
): Change | undefined {
  const repositories = model
    .projects()
    .flatMap(({ key }) => model.repositoriesOf(key));
  if (repositories.length < FEW || chance.happens(0.2)) {
    return repositories.length < MANY
      ? drawNewRepository(chance, { model })
      : undefined;
  }
  // Left to chance alone, half of them would be out of sight in the end.
  const repairs = listRepairs(model);
  if (repairs.length > 0 && chance.happens(0.12)) {
    return chance.pick(repairs);
  }
  const repository = chance.pick(repositories);
  const { project, slug } = repository;
  const change = chance.pickWeighted(drawers).draw(repository, chance);
  const isTaken =
    change.type === 'rename' && model.repository(project, { slug: change.to });
  return isTaken ? undefined : ({ project, slug, ...change } as Change);
}

function drawNewRepository(
  chance: Chance,
  { model }: { model: StandInModel },
): Change | undefined {
  const project = chance.pick(model.projects()).key;
  const slug = drawName(chance);
  return model.repository(project, { slug })
    ? undefined
    : {
        type: 'add-repository',
        project,
        slug,
        branch: chance.pick(BRANCHES),
        paths: chance.happens(0.9) ? drawPaths(chance) : [],
      };
}

function drawName(chance: Chance): string {
  const kind = chance.happens(0.1) ? 'sandbox' : 'service';
  return `${kind}-${chance.below(NAMES)}`;
}

/** A change without the name of its repository. */
type Drawn<T = Change> = T extends { readonly slug: string }
  ? Omit<T, 'project' | 'slug'>
  : never;

const drawers: readonly {
  readonly weight: number;
  draw(repository: StandInRepository, chance: Chance): Drawn;
}[] = [
  {
    weight: 6,
    draw: (repository, chance) => ({
      type: 'write-file',
      path: chance.pick(PATHS),
      ...drawBranch(repository, chance),
    }),
  },
  {
    weight: 4,
    draw: (repository, chance) => ({
      type: 'remove-file',
      path: chance.pick(PATHS),
      ...drawBranch(repository, chance),
    }),
  },
  { weight: 2, draw: () => ({ type: 'remove-repository' }) },
  { weight: 2, draw: (_, chance) => ({ type: 'rename', to: drawName(chance) }) },
  {
    weight: 2,
    draw: ({ archived }) => ({ type: archived ? 'unarchive' : 'archive' }),
  },
  {
    weight: 2,
    draw: (_, chance) => ({
      type: 'switch-branch',
      to: chance.pick([...BRANCHES, MISSING_BRANCH]),
      paths: drawPaths(chance),
    }),
  },
  {
    weight: 2,
    draw: ({ hidden }) => ({
      type: hidden ? 'show-repository' : 'hide-repository',
    }),
  },
  {
    weight: 2,
    draw: ({ state }, chance) => ({
      type: 'set-state',
      state: state === 'AVAILABLE' ? chance.pick(BAD_STATES) : 'AVAILABLE',
    }),
  },
  { weight: 1, draw: () => ({ type: 'empty-repository' }) },
  {
    weight: 1,
    draw: (_, chance) => ({
      type: 'remove-branch',
      branch: chance.pick(BRANCHES),
    }),
  },
  {
    weight: 2,
    draw: ({ labels }, chance) => {
      const label = chance.pick(LABELS);
      return {
        type: labels.includes(label) ? 'remove-label' : 'add-label',
        label,
      };
    },
  },
];

/** One of those that there are, or else the default one. */
function drawBranch(
  { branches }: StandInRepository,
  chance: Chance,
): { branch?: string } {
  const names = Object.keys(branches);
  return names.length > 0 && chance.happens(0.5)
    ? { branch: chance.pick(names) }
    : {};
}
