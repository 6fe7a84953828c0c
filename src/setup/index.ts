export { addWebhooksCommand } from './addWebhooksCommand';
export { setUpWebhooks, type SetUpWebhooksOptions } from './setUpWebhooks';
