import {
  breakRig,
  expectEnd,
  FaultRow,
  faultRows,
  json,
  LIST,
  toNames,
  toRepositoryOf,
  UP_TO_DATE,
} from '../../dev/rig/faultRows';
import { useSqlite } from '../../dev/rig/useSqlite';
import type { ProviderRig } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import type { FaultRule } from '../../dev/standin/faults/types';

const network = useTestNetwork();
const openSqlite = useSqlite();

/** What is asked for in place of the lists of projects. */
const ONE_LIST = /\/repos\?archived=ALL&limit/;
/** The rows about lists, in the table's order. */
const aboutLists = faultRows.filter(
  ({ fault, abortAfterMs }) =>
    /\b(list|listed|project)\b/.test(fault) && abortAfterMs === undefined,
);

interface Broken {
  rig: ProviderRig;
  error: unknown;
}

/** Runs once where the run before has seen lists for which one is far cheaper. */
async function sweepWithOneList(
  row: Partial<FaultRow>,
  { also = () => [] }: { also?: (rig: ProviderRig) => FaultRule[] } = {},
): Promise<Broken> {
  const database = openSqlite();
  const rig = await breakRig(row, {
    network,
    database,
    meanwhile: async broken => {
      await database.knex('bitbucket_server_providers').update({
        listed_projects: 3_000,
        server_repositories: 20_000,
      });
      const set = broken.faults.set.bind(broken.faults);
      broken.faults.set = settings =>
        set({
          ...settings,
          rules: [...also(broken), ...(settings.rules ?? [])],
        });
    },
  });
  return { rig, error: await rig.sweep() };
}

function listsOfProjects({ paths }: ProviderRig): string[] {
  return paths.filter(path => /projects\/\w+\/repos$/.test(path));
}

/** The list of all repositories, without some. */
function oneListWithout(...lost: readonly string[]) {
  return (rig: ProviderRig): FaultRule[] => [
    {
      match: ONE_LIST,
      respond: json({
        isLastPage: true,
        values: rig.standIn.model
          .projects()
          .flatMap(({ key }) => rig.standIn.model.repositoriesOf(key))
          .map(({ project, slug }) => ({ project, slug }))
          .filter(({ project, slug }) => !lost.includes(`${project}/${slug}`))
          .map(repository => toRepositoryOf(rig, repository)),
      }),
    },
  ];
}

describe('a run in which one list takes the place of the lists of projects', () => {
  it('makes everything up to date, and reads no list of a project', async () => {
    const { rig, error } = await sweepWithOneList({});
    expect(error).toBeUndefined();
    expect(toNames(rig)).toEqual(UP_TO_DATE);
    expect(listsOfProjects(rig)).toEqual([]);
  });

  it('asks for a known repository that the list has lost', async () => {
    const { rig, error } = await sweepWithOneList(
      {},
      { also: oneListWithout('A/one') },
    );
    expect(error).toBeUndefined();
    expect(toNames(rig)).toEqual(UP_TO_DATE);
    expect(listsOfProjects(rig)).toEqual([]);
    expect(rig.paths).toContain('/projects/A/repos/one');
  });

  it('reads the list of a project of which the list shows nothing', async () => {
    const { rig, error } = await sweepWithOneList(
      {},
      { also: oneListWithout('C/one') },
    );
    expect(error).toBeUndefined();
    expect(toNames(rig)).toEqual(UP_TO_DATE);
    expect(listsOfProjects(rig)).toEqual(['/projects/C/repos']);
  });

  // An empty list of projects leaves nothing but the one list.
  describe.each(
    aboutLists.filter(({ fault }) => !fault.startsWith('empty list')),
  )('after $fault', row => {
    it('leaves the catalog as the table says, where the one list breaks off first', async () => {
      const { rig, error } = await sweepWithOneList(row, {
        also: () => [{ match: ONE_LIST, times: 1, respond: 'html' }],
      });
      expectEnd(rig, { row, error });
    });
  });

  describe.each(
    aboutLists.filter(({ rules = [] }) =>
      rules.every(({ match }) => !/repos/.test(String(match))),
    ),
  )('after $fault', row => {
    it('leaves the catalog as the table says', async () => {
      const { rig, error } = await sweepWithOneList(row);
      expectEnd(rig, { row, error });
    });
  });

  describe.each(
    aboutLists.filter(({ rules = [] }) =>
      rules.some(({ match }) => String(match) === String(LIST)),
    ),
  )('after what is $fault, and befalls the one list', ({ rules = [], ...row }) => {
    it('makes everything up to date from the lists of projects', async () => {
      const { rig, error } = await sweepWithOneList({
        ...row,
        rules: rules.map(rule => ({ ...rule, match: ONE_LIST })),
      });
      expect(error).toBeUndefined();
      expect(toNames(rig)).toEqual(UP_TO_DATE);
    });
  });
});
