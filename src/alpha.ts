/**
 * What leans on services of Backstage that are alpha themselves.
 *
 * @packageDocumentation
 */
export {
  analyzeBitbucketServerWebhookEvent,
  type AnalyzeBitbucketServerWebhookEventResult,
} from './events';
export { bitbucketServerFeatures as default } from './features';
