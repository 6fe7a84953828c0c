export { ProcessingErrors } from './ProcessingErrors';
