export {
  BitbucketServerEntityProvider,
  type BitbucketServerEntityProviderOptions,
} from './BitbucketServerEntityProvider';
export { Hosts } from './Hosts';
