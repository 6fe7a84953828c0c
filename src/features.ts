import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleBitbucketServerEntityProvider } from './module';
import { urlReaderFactory } from './reads';

/**
 * The module of the catalog, and for the catalog alone a reader that reads
 * nothing again that has not changed.
 *
 * @public
 */
export const bitbucketServerFeatures = createBackendFeatureLoader({
  loader: () => [catalogModuleBitbucketServerEntityProvider, urlReaderFactory],
});
