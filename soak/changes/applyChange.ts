import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { MISSING_BRANCH } from './names';
import type { Change } from './types';

/** What stands in a file matters to nobody here. */
const CONTENT = '# nothing\n';

/**
 * Lets a change happen.
 */
export function applyChange(
  change: Change,
  { standIn }: { standIn: StandInBitbucket },
): void {
  switch (change.type) {
    case 'add-project':
      standIn.addProject({ key: change.project });
      return;
    case 'remove-project':
      standIn.removeProject(change.project);
      return;
    case 'hide-project':
    case 'show-project':
      hideProject(change.project, {
        standIn,
        hidden: change.type === 'hide-project',
      });
      return;
    case 'add-repository':
      standIn.addRepository({
        project: change.project,
        slug: change.slug,
        defaultBranch: change.branch,
        files: change.paths.length > 0 ? toFiles(change.paths) : undefined,
      });
      return;
    case 'remove-repository':
      standIn.removeRepository(change.project, change);
      return;
    case 'rename':
      standIn.renameRepository(change.project, change);
      return;
    case 'write-file':
      standIn.writeFile(change.project, { ...change, content: CONTENT });
      return;
    case 'remove-file':
      standIn.removeFile(change.project, change);
      return;
    default:
      changeRepository(change, { standIn });
  }
}

function hideProject(
  key: string,
  { standIn, hidden }: { standIn: StandInBitbucket; hidden: boolean },
): void {
  const project = standIn.model.project(key);
  if (project) {
    project.hidden = hidden;
  }
}

function changeRepository(
  change: Change & { slug: string },
  { standIn }: { standIn: StandInBitbucket },
): void {
  const repository = standIn.repository(change.project, change);
  switch (change.type) {
    case 'hide-repository':
    case 'show-repository':
      repository.hidden = change.type === 'hide-repository';
      return;
    case 'archive':
    case 'unarchive':
      repository.archived = change.type === 'archive';
      return;
    case 'set-state':
      repository.state = change.state;
      return;
    case 'empty-repository':
      repository.branches = {};
      return;
    case 'remove-branch':
      repository.branches = Object.fromEntries(
        Object.entries(repository.branches).filter(
          ([name]) => name !== change.branch,
        ),
      );
      return;
    case 'add-label':
      repository.labels = [...repository.labels, change.label];
      return;
    case 'remove-label':
      repository.labels = repository.labels.filter(
        label => label !== change.label,
      );
      return;
    case 'switch-branch':
      repository.defaultBranch = change.to;
      if (change.to !== MISSING_BRANCH && !repository.branches[change.to]) {
        repository.commits = (repository.commits ?? 0) + 1;
        repository.branches = {
          ...repository.branches,
          [change.to]: new MemoryFileTree(toFiles(change.paths)),
        };
      }
      return;
    default:
      throw new Error(`Nobody knows how to ${change.type}`);
  }
}

function toFiles(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map(path => [path, CONTENT]));
}
