import { toCount } from '../figures/format';
import { withStandIn } from '../sweep/withStandIn';
import type { BenchCase } from '../types';

const MAX_LISTS = 30;

/**
 * Many small projects, on a server whose hashes nobody may read.
 */
export const manyProjects: BenchCase = {
  name: 'many-projects',
  title: '21,000 repositories in 3,000 projects, hashes refused',
  async run() {
    const generate = {
      ...{ projects: 3_000, repositoriesPerProject: 7, filesEvery: 10 },
    };
    return withStandIn({ generate, hashes: 'missing' }, async server => {
      const first = await server.sweep();
      const second = await server.sweep();
      const lists = server
        .paths()
        .map(path => path.replace(/\?.*/, ''))
        .filter(path => /\/(projects|repos)$/.test(path));
      const isRight =
        second.failures.length === 0 &&
        second.targets?.join() === first.targets?.join();
      return {
        measurements: [first, second],
        checks: [
          {
            figure: 'requests for lists, from the second run on',
            ours: toCount(lists.length),
            bar: `at most ${MAX_LISTS}`,
            isMet: lists.length <= MAX_LISTS,
          },
          {
            figure: 'what the catalog holds',
            ours: `${toCount(second.targets?.length ?? 0)} files`,
            bar: 'the same as by the lists of projects',
            isMet: isRight,
          },
        ],
      };
    });
  },
};
