export {
  BitbucketServerEntityProvider,
  type BitbucketServerEntityProviderOptions,
} from './BitbucketServerEntityProvider';
export { describeLimits, describeScope } from './describeScope';
export { BELIEVED_MS } from './planRechecks';
export type { ObservedProvider } from './ProviderParts';
export { toEveryMs, toMs } from './RunClock';
