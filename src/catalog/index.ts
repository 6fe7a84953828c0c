export { queryEntities, type CatalogAccess } from './queryEntities';
export { readEntitiesByRefs } from './readEntitiesByRefs';
export { refreshEntity } from './refreshEntity';
export { toRepositoryName, toTarget } from './toRepositoryName';
