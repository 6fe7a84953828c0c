/**
 * Discovers every catalog file of a Bitbucket Server (Data Center) and keeps
 * the Backstage catalog in step with it.
 *
 * @packageDocumentation
 */
export {
  BitbucketServerLocationAnalyzer,
  type BitbucketServerLocationAnalyzerOptions,
} from './analyzer';
export {
  BitbucketServerClient,
  type BitbucketServerDefaultBranch,
  type BitbucketServerListOptions,
  type BitbucketServerPagedResponse,
  type BitbucketServerProject,
  type BitbucketServerRepository,
} from './bitbucket';
export {
  bitbucketServerLocationParserExtensionPoint,
  type BitbucketServerFileParser,
  type BitbucketServerFileParserOptions,
  type BitbucketServerLocationParser,
  type BitbucketServerLocationParserExtensionPoint,
  type BitbucketServerLocationParserOptions,
} from './entities';
export { bitbucketServerDiscoveryReadPermission } from './explanation';
export { bitbucketServerFeatures as default } from './features';
export { catalogModuleBitbucketServerEntityProvider } from './module';
export {
  BitbucketServerEntityProvider,
  type BitbucketServerEntityProviderOptions,
} from './provider';
