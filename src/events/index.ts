export {
  analyzeBitbucketServerWebhookEvent,
  type AnalyzeBitbucketServerWebhookEventResult,
} from './analyzeBitbucketServerWebhookEvent';
export { ConflictWatch } from './ConflictWatch';
export { ScmEventBridge } from './ScmEventBridge';
export { WebhookSubscriber } from './WebhookSubscriber';
export { WebhookCounts } from './WebhookCounts';
