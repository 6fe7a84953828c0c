export { addWebhooksCommand } from './addWebhooksCommand';
export { setUpWebhooks } from './setUpWebhooks';
