export { createRefreshMiddleware } from './createRefreshMiddleware';
export type { Reads } from './Reads';
export { readsServiceRef } from './readsServiceRef';
export { urlReaderFactory } from './urlReaderFactory';
