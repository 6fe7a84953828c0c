export { createRefreshMiddleware } from './createRefreshMiddleware';
export { type Reads, readsServiceRef } from './Reads';
export { urlReaderFactory } from './urlReaderFactory';
