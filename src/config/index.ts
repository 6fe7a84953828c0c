export { assertSecretText } from './assertSecretText';
export { matchesCatalogPath } from './matchesCatalogPath';
export { parseIgnorePaths } from './parseIgnorePaths';
export { readHostConfig } from './readHostConfig';
export { readIntegrationHosts } from './readIntegrationHosts';
export { readProviderConfigs } from './readProviderConfigs';
export { readProviderSection } from './readProviderSection';
export { readReadsConfig } from './readReadsConfig';
export {
  readWebhookConfig,
  WEBHOOK_SECRET_KEY,
  WEBHOOK_TOPIC,
} from './readWebhookConfig';
export { toHostConfig } from './toHostConfig';
export type {
  CatalogPath,
  CatalogRef,
  CatalogSearch,
  DirectorySearch,
  HostConfig,
  HostCredentials,
  ProviderConfig,
  ReadsConfig,
  NameFilter,
  ProviderFilters,
} from './types';
export type { WebhookConfig } from './readWebhookConfig';
