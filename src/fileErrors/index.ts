export type { FailingFile } from './describeFailing';
export { ProcessingErrors } from './ProcessingErrors';
export { toRemedy } from './toCause';
export { toShownFailure } from './toReason';
