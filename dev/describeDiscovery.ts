import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { ScheduledTask } from './CatalogHttpApi';

const MAX_ROWS = 40;

const FILE_ADDRESS = /\/((?:projects|users)\/[^/]+)\/repos\/([^/]+)\/browse\/(.*)$/;

/**
 * Describes what a catalog holds: a table of kind, name, file and who found
 * it, and the providers whose run failed.
 */
export function describeDiscovery(discovery: {
  tasks: readonly ScheduledTask[];
  entities: readonly Entity[];
}): string {
  const { tasks, entities } = discovery;
  const finders = new Map(
    entities
      .filter(({ kind }) => kind === 'Location')
      .map(location => [
        `url:${location.spec?.target}`,
        location.metadata.annotations?.['bitbucket.org/discovered-by'],
      ]),
  );
  const rows = entities
    .filter(({ kind }) => kind !== 'Location')
    .map(({ kind, metadata }) => {
      const from = metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
      const origin = metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
      const finder = finders.get(origin) ?? 'catalog.locations';
      return [kind, metadata.name, toFile(from), finder];
    })
    .sort((one, other) => one.join('\n').localeCompare(other.join('\n'), 'en'));
  const more = rows.length - MAX_ROWS;
  const failures = tasks.flatMap(({ taskId, taskState }) =>
    taskState?.lastRunError
      ? [`${taskId} failed: ${toMessage(taskState.lastRunError)}`]
      : [],
  );
  const table = [
    ['kind', 'name', 'file', 'found by'],
    ...rows.slice(0, MAX_ROWS),
  ];
  return [
    ...(rows.length > 0 ? toTable(table) : ['The catalog is empty.']),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...failures,
  ].join('\n');
}

/** `PROJECT/repository: path`, or whatever else the location is. */
function toFile(locationRef: string): string {
  const [, owner, repoSlug, path] = FILE_ADDRESS.exec(locationRef) ?? [];
  return owner && path
    ? `${owner.replace(/^projects\//, '')}/${repoSlug}: ${path}`
    : locationRef;
}

function toMessage(lastRunError: string): string {
  const { message } = JSON.parse(lastRunError) as { message?: string };
  return message ?? lastRunError;
}

function toTable(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
