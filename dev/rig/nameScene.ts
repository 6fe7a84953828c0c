import type { StandInBitbucket } from '../standin/StandInBitbucket';
import { ProviderRig, type ProviderRigOptions } from './ProviderRig';

const files = { 'catalog-info.yaml': '' };

/** What happens to names on the server. */
export type NameStep = (server: StandInBitbucket) => void;

export const rename = (project: string, slug: string, to: string) =>
  (standIn: StandInBitbucket) =>
    standIn.renameRepository(project, { slug, to });
export const move = (
  from: string,
  slug: string,
  toProject: string,
  to = slug,
) =>
  (standIn: StandInBitbucket) =>
    standIn.moveRepository(from, { slug, toProject, to });
export const renameProject = (key: string, to: string) =>
  (standIn: StandInBitbucket) => standIn.renameProject(key, { to });
export const add = (
  project: string,
  slug: string,
  withFiles: Record<string, string> = files,
) =>
  (standIn: StandInBitbucket) =>
    standIn.addRepository({ project, slug, id: 7, files: withFiles });
export const remove = (project: string, slug: string) =>
  (standIn: StandInBitbucket) => standIn.removeRepository(project, { slug });
export const together = (...changes: readonly NameStep[]): NameStep =>
  standIn =>
    changes.forEach(change => change(standIn));

/** Two repositories of two projects, each with the name of the other afterwards. */
export const swapOverProjects = [move('A', 'one', 'B', 'tmp'), move('B', 'four', 'A', 'one'), rename('B', 'tmp', 'four')];

/** Five repositories with a file in three projects, asked for one after the other. */
export function createNamesRig(
  oldNames: 'gone' | 'followed',
  options: Partial<ProviderRigOptions> & Pick<ProviderRigOptions, 'network'>,
): ProviderRig {
  return new ProviderRig({
    ...options,
    integration: { maxConcurrentRequests: 1 },
    standIn: {
      oldNames,
      projects: [{ key: 'A' }, { key: 'B' }, { key: 'C' }],
      repositories: [
        { project: 'A', slug: 'one', files },
        { project: 'A', slug: 'two', files },
        { project: 'A', slug: 'three', files },
        { project: 'B', slug: 'four', files },
        { project: 'C', slug: 'five', files },
      ],
    },
  });
}

/** Where a run knows from what was there. */
export const MEMORIES = {
  memory: (rig: ProviderRig) => rig.sweep(),
  'names alone': (rig: ProviderRig) => rig.sweepInNewProcess(),
};
/** Each row of a table is some thirty runs and more. */
export const LIMIT_MS = 300_000;
