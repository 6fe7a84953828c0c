import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { parseBrowseUrl, RepositoryName, toFileTarget } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogFileMapper } from '../entities';
import { FailingFile } from '../fileErrors';
import { RememberedEntity, RepositoryRow } from '../memory';
import { ExplainedFile } from '../report';
import { EntitiesOfFile, toFailureReport } from './readEntitiesOfFiles';
import { FileReport } from './types';

const BRANCH_PREFIX = 'refs/heads/';

/** A remembered file, and the references of what the catalog was told of it. */
export type ToldFile = ExplainedFile & {
  readonly entityRefs: readonly string[];
};

/** Gives remembered files with targets: as the catalog was told, and else as made. */
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

/** Puts together what the catalog was told of files, made of them, and cannot read. */
export function toFileReports(
  files: readonly ToldFile[],
  options: {
    shown: ReadonlyMap<string, EntitiesOfFile>;
    /** Of the provider, also of what the catalog does not show. */
    failing: readonly FailingFile[];
  },
): FileReport[] {
  const { shown, failing } = options;
  return files.map(({ path, ref = null, target, entityRefs }) => {
    const ofFile = shown.get(target) ?? { entityRefs: [], failures: [] };
    const all = new Set([...entityRefs, ...ofFile.entityRefs]);
    const unseen = failing
      .filter(each => each.target === target)
      .filter(({ entityRef }) => !ofFile.entityRefs.includes(entityRef))
      .map(toFailureReport);
    return {
      ...{ path, ref, target },
      entityRefs: [...all].sort(),
      failures: [...ofFile.failures, ...unseen],
    };
  });
}
