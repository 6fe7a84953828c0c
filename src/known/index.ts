export { readKnownInRepository, readKnownNames } from './readKnownInside';
export { toRepositoryName, toTarget } from './toRepositoryName';
