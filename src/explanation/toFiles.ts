import { Entity, ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { parseBrowseUrl, RepositoryName, toFileTarget } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogFileMapper } from '../entities';
import { RememberedEntity, RepositoryRow } from '../memory';
import { ExplainedFile } from '../report';

const BRANCH_PREFIX = 'refs/heads/';

/**
 * A remembered file, and the references of what the catalog was told of it.
 */
export type ToldFile = ExplainedFile & {
  readonly entityRefs: readonly string[];
};

/**
 * Gives the files of a remembered answer with their targets: those that the
 * entities have which the catalog was told, and else as they are made.
 */
export function toFiles(
  row: RepositoryRow,
  options: {
    entities: readonly RememberedEntity[];
    config: Pick<ProviderConfig, 'refs'>;
    mapper: Pick<CatalogFileMapper, 'toLocation'>;
  },
): ToldFile[] {
  const { entities, config, mapper } = options;
  if (row.answer?.outcome !== 'present') {
    return [];
  }
  const { defaultBranch } = row;
  const told = entities.filter(({ isWanted }) => isWanted).flatMap(toTold);
  return row.answer.files.map(({ path, ref }) => {
    const query = config.refs.find(each => each.ref === ref)?.query;
    const own = told.filter(
      ({ file }) => file === toFileTarget('', { path, query }),
    );
    return {
      path,
      ref: ref ?? (defaultBranch && `${BRANCH_PREFIX}${defaultBranch}`),
      target:
        own[0]?.target ??
        mapper.toLocation({ repository: toRepository(row), path, query })
          .target,
      entityRefs: own.map(({ entityRef }) => entityRef),
    };
  });
}

function toTold({ entityRef, json }: RememberedEntity) {
  const { metadata }: Partial<Entity> = json ? JSON.parse(json) : {};
  const location = metadata?.annotations?.[ANNOTATION_LOCATION];
  const target = location?.replace(/^url:/, '') ?? '';
  const parsed = parseBrowseUrl(target);
  return parsed
    ? [{ entityRef, target, file: `${parsed.encodedPath}${parsed.query}` }]
    : [];
}

/** As far as an address needs it. */
function toRepository({ projectKey, repoSlug }: RepositoryName) {
  return {
    ...{ projectKey, repoSlug, state: 'AVAILABLE' },
    ...{ archived: false, isPublic: false, isFork: false },
  };
}
