export { queryEntities, type CatalogAccess } from './queryEntities';
export { readEntitiesByRefs } from './readEntitiesByRefs';
export { readKnownInRepository, readKnownNames } from './readKnownInside';
export { toRepositoryName, toTarget } from './toRepositoryName';
