import { CredentialsCheck } from './CredentialsCheck';
import { endTogether } from './endTogether';
import { forEachOf } from './forEachOf';
import { createListedLabelFilter } from './LabelFilter';
import { ListSizes, ListTally, prefersOneList } from './ListTally';
import { readAllProjects, SweptProject } from './readAllProjects';
import { ProjectKeySet } from './RepositoryNames';
import { sweepAllRepositories } from './sweepAllRepositories';
import { sweepByOneList } from './sweepByOneList';
import { SweepOptions, SweepUnderWay } from './SweepOptions';
import { sweepProject } from './sweepProject';

/**
 * Goes once through all lists of projects and repositories of a server, and
 * looks into none of them: each repository on a list, and each known one, is
 * told of once. Gives how large the lists are, for the sweep after this one.
 *
 * @remarks
 * Projects and repositories stream: no list is held whole. Throws where
 * nothing that the server says can be relied on, and when it is aborted; any
 * other failure is an answer, namely unknown.
 */
export async function sweep(options: SweepOptions): Promise<ListSizes> {
  return endTogether(options.context.signal, async signal => {
    const context = { ...options.context, signal };
    const {
      api,
      credentials = new CredentialsCheck({ api, context }),
      lastSizes,
    } = options;
    const underWay: SweepUnderWay = {
      ...options,
      context,
      credentials,
      labelFilter: await createListedLabelFilter({
        ...options,
        context,
        credentials,
      }),
      seenProjects: new ProjectKeySet(),
      tally: new ListTally({ last: lastSizes }),
    };
    await sweepProjects(underWay);
    return underWay.tally.toSizes();
  });
}

async function sweepProjects(options: SweepUnderWay): Promise<void> {
  const { config, seenProjects } = options;
  const isByOneList = prefersOneList(options.lastSizes);
  if (isByOneList) {
    await sweepByOneList(readAllProjects(options), options);
  } else {
    await sweepByProject(readAllProjects(options), options);
  }
  if (seenProjects.isEmpty) {
    await sweepAllRepositories({ ...options, projects: 'all' });
  } else if (config.filters.includePersonalRepos && !isByOneList) {
    await sweepAllRepositories({ ...options, projects: 'personal' });
  }
}

async function sweepByProject(
  projects: AsyncIterable<SweptProject>,
  options: SweepUnderWay,
): Promise<void> {
  const { concurrency, context } = options;
  await forEachOf(projects, {
    work: project => sweepProject(project, options),
    ...{ concurrency, signal: context.signal },
  });
}
