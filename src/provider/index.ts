export {
  BitbucketServerEntityProvider,
  type BitbucketServerEntityProviderOptions,
} from './BitbucketServerEntityProvider';
export { describeDuration } from './describeDuration';
export { describeLimits, describeScope } from './describeScope';
export { BELIEVED_MS } from './planRechecks';
export type { ObservedProvider } from './ProviderParts';
export { toEveryMs, toMs } from './RunClock';
export { toProviderName } from './toProviderName';
