export {
  BitbucketServerEntityProvider,
  type BitbucketServerEntityProviderOptions,
} from './BitbucketServerEntityProvider';
