import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { toCount } from '../figures/format';
import type { Measurement } from '../sweep/types';
import { type ChangingServer, withStandIn } from '../sweep/withStandIn';
import type { BenchCase, Check } from '../types';

const FILE = 'catalog-info.yaml';
/** So many announced changes are enough for hashes to be believed. */
const POINTS = 20;

/** Has a host earn that its hashes are believed. */
async function earnTrust({ standIn, sweep }: ChangingServer) {
  const first = await sweep();
  for (let index = 1; index <= POINTS; index += 1) {
    standIn.writeFile('P00001', {
      slug: `repo-${String(index).padStart(5, '0')}`,
      path: 'NOTES.md',
      content: 'Notes.\n',
    });
  }
  return [first, await sweep()];
}

/** What the catalog is to hold. */
function toExpected({ model, baseUrl }: StandInBitbucket): string[] {
  return model
    .projects()
    .flatMap(({ key }) => model.repositoriesOf(key))
    .filter(each => each.branches[each.defaultBranch ?? 'main']?.read(FILE))
    .map(
      ({ project, slug }) =>
        `${baseUrl}/projects/${project}/repos/${slug}/browse/${FILE}`,
    )
    .sort();
}

function checkRequests(
  figure: string,
  options: { ours: Measurement; runs?: number; atMost: number },
): Check {
  const { ours, runs = 1, atMost } = options;
  const requests = ours.stats.requests / runs;
  return {
    figure,
    ours: `${toCount(requests)} requests${runs > 1 ? ' each' : ''}`,
    bar: `at most ${toCount(atMost)}`,
    isMet: requests <= atMost && ours.failures.length === 0,
  };
}

function checkRight(
  figure: string,
  { ours, expected }: { ours: Measurement; expected: readonly string[] },
): Check {
  const targets = ours.targets ?? [];
  const wrong = [
    ...expected.filter(target => !targets.includes(target)),
    ...targets.filter(target => !expected.includes(target)),
  ];
  return {
    figure,
    ours: wrong.length === 0 ? 'all right' : `${wrong.length} wrong`,
    bar: 'all right',
    isMet: wrong.length === 0,
  };
}

/** A file more, one less, a rename, a deletion and a new repository. */
function changeFive(standIn: StandInBitbucket): void {
  standIn.writeFile('P00002', {
    ...{ slug: 'repo-00002', path: FILE, content: 'kind: Component\n' },
  });
  standIn.removeFile('P00003', { slug: 'repo-00001', path: FILE });
  standIn.renameRepository('P00004', { slug: 'repo-00001', to: 'renamed' });
  standIn.removeRepository('P00005', { slug: 'repo-00001' });
  standIn.addRepository({
    ...{ project: 'P00006', slug: 'new', files: { [FILE]: 'kind: Component\n' } },
  });
}

/**
 * Nothing, or next to nothing, has changed, and the hashes of the server are
 * believed.
 */
export const unchangedServer: BenchCase = {
  name: 'unchanged-server',
  title:
    '1,000 repositories in 20 projects, hashes believed, half an hour apart',
  async run() {
    const generate = {
      ...{ projects: 20, repositoriesPerProject: 50, filesEvery: 5 },
    };
    return withStandIn({ generate }, async server => {
      const { standIn, sweep } = server;
      const earned = await earnTrust(server);
      const inNewProcess = await sweep();
      const inOneProcess = await sweep({ runs: 2 });
      changeFive(standIn);
      const changed = await sweep();
      const expected = toExpected(standIn);
      // The file is on the branch that was the default one, and not on this.
      standIn.writeFile('P00007', {
        ...{ slug: 'repo-00001', branch: 'next', path: 'README.md' },
        content: 'Next.\n',
      });
      await sweep();
      const switched = standIn.repository('P00007', { slug: 'repo-00001' });
      switched.defaultBranch = 'next';
      const afterSwitch = await sweep();
      return {
        measurements: [...earned, inNewProcess, inOneProcess, changed],
        checks: [
          checkRequests('a run in a new process, nothing changed', {
            ours: inNewProcess,
            atMost: 51,
          }),
          checkRequests('two runs of one process, nothing changed', {
            ours: inOneProcess,
            runs: 2,
            atMost: 51,
          }),
          checkRequests(
            'a file more, one less, a rename, a deletion, a new repository',
            { ours: changed, atMost: 75 },
          ),
          checkRight('the catalog after these five', {
            ours: changed,
            expected,
          }),
          checkRight('the catalog after a default branch was switched', {
            ours: afterSwitch,
            expected: toExpected(standIn),
          }),
        ],
      };
    });
  },
};

/**
 * The same on a large server.
 */
export const largeUnchangedServer: BenchCase = {
  name: 'large-unchanged-server',
  title:
    '50,000 repositories in 200 projects, hashes believed, half an hour apart',
  async run() {
    const generate = {
      ...{ projects: 200, repositoriesPerProject: 250, filesEvery: 10 },
    };
    return withStandIn({ generate }, async server => {
      const earned = await earnTrust(server);
      const ours = await server.sweep();
      return {
        measurements: [...earned, ours],
        checks: [
          checkRequests('a run, rechecks included', { ours, atMost: 1_500 }),
          checkRight('the catalog', {
            ours,
            expected: toExpected(server.standIn),
          }),
        ],
      };
    });
  },
};
