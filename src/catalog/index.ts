export {
  type CatalogAccess,
  queryEntities,
  readEntitiesByRefs,
  refreshEntity,
} from './queryEntities';
export { toRepositoryName, toTarget } from './toRepositoryName';
