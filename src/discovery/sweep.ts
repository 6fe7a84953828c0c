import { CredentialsCheck } from './CredentialsCheck';
import { endTogether } from './endTogether';
import { forEachOf } from './forEachOf';
import { createListedLabelFilter } from './LabelFilter';
import { readAllProjects } from './readAllProjects';
import { SeenProjects } from './SeenProjects';
import { sweepAllRepositories } from './sweepAllRepositories';
import { SweepOptions, SweepUnderWay } from './SweepOptions';
import { sweepProject } from './sweepProject';

/**
 * Goes once through all lists of projects and repositories of a server, and
 * looks into none of them: each repository on a list, and each known one, is
 * told of once.
 *
 * @remarks
 * Projects and repositories stream: no list is held whole. Throws where
 * nothing that the server says can be relied on, and when it is aborted; any
 * other failure is an answer, namely unknown.
 *
 * @internal
 */
export async function sweep(options: SweepOptions): Promise<void> {
  await endTogether(options.context.signal, async signal => {
    const context = { ...options.context, signal };
    const {
      api,
      concurrency,
      credentials = new CredentialsCheck({ api, context }),
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
      seenProjects: new SeenProjects(),
    };
    await forEachOf(readAllProjects(underWay), {
      work: project => sweepProject(project, underWay),
      ...{ concurrency, signal },
    });
    if (underWay.seenProjects.isEmpty) {
      await sweepAllRepositories({ ...underWay, projects: 'all' });
    } else if (options.config.filters.includePersonalRepos) {
      await sweepAllRepositories({ ...underWay, projects: 'personal' });
    }
  });
}
