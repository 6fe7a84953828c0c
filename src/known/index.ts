export { queryEntities, type CatalogAccess } from './queryEntities';
export { readKnownInRepository, readKnownNames } from './readKnownInside';
export { toRepositoryName, toTarget } from './toRepositoryName';
