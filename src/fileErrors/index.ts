export type { FailingFile } from './describeFailing';
export { ProcessingErrors } from './ProcessingErrors';
export { toRemedy } from './toRemedy';
export { toShownFailure } from './toShownFailure';
