export {
  analyzeBitbucketServerWebhookEvent,
  type AnalyzeBitbucketServerWebhookEventResult,
} from './analyzeBitbucketServerWebhookEvent';
export { answerForName } from './answerForName';
export { DatabaseRecentChecks } from './DatabaseRecentChecks';
export { MemoryRecentChecks } from './MemoryRecentChecks';
export type { RecentChecks } from './RecentChecks';
export { ScmEventBridge } from './ScmEventBridge';
export { WebhookSubscriber } from './WebhookSubscriber';
