/**
 * The endpoint for webhooks of Bitbucket Server: a module of the events plugin.
 *
 * @packageDocumentation
 */
export { eventsModuleBitbucketServerWebhook as default } from './module';
