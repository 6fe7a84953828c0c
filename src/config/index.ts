export { assertSecretText } from './assertSecretText';
export {
  type HostConfig,
  type HostCredentials,
  readHostConfig,
  toHostConfig,
} from './readHostConfig';
export { readIntegrationHosts } from './readIntegrations';
export {
  type NameFilter,
  type ProviderConfig,
  type ProviderFilters,
  toProviderName,
} from './readProviderConfig';
export { readProviderConfigs } from './readProviderConfigs';
export { readProviderSection } from './readProviderSections';
export { readReadsConfig, type ReadsConfig } from './readReadsConfig';
export {
  readWebhookConfig,
  WEBHOOK_SECRET_KEY,
  WEBHOOK_TOPIC,
} from './readWebhookConfig';
