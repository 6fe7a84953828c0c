export { assertSecretText } from './assertSecretText';
export { readHostConfig, toHostConfig } from './readHostConfig';
export type { HostConfig, HostCredentials } from './readHostConfig';
export { readIntegrationHosts } from './readIntegrations';
export type {
  NameFilter,
  ProviderConfig,
  ProviderFilters,
} from './readProviderConfig';
export { readProviderConfigs } from './readProviderConfigs';
export { readProviderSection } from './readProviderSections';
export { readReadsConfig } from './readReadsConfig';
export type { ReadsConfig } from './readReadsConfig';
export { toProviderName } from './toProviderName';
export {
  readWebhookConfig,
  WEBHOOK_SECRET_KEY,
  WEBHOOK_TOPIC,
} from './readWebhookConfig';
