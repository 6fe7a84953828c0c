import { z } from 'zod';

import { assertAdministers, assertSignedIn } from '../authenticate';
import { badRequest, noSuchProject, noSuchWebhook } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import type { RegisteredWebhook, WebhookScope } from '../webhook/WebhookRegistry';
import { readProject } from './readProject';
import { readRepository } from './readRepository';
import type { Endpoint, EndpointContext } from './types';

const ofRepository = [
  ...['repo:refs_changed', 'repo:modified', 'repo:forked'],
  ...['pr:opened', 'pr:merged', 'pr:comment:added'],
];
/** A part of those that Atlassian's pages name. */
const known = {
  repository: ofRepository,
  project: [...ofRepository, 'project:modified'],
};

/**
 * The endpoints of the webhooks of a project or of a repository.
 */
interface WebhookEndpoints {
  list: Endpoint;
  create: Endpoint;
  update: Endpoint;
  remove: Endpoint;
  statistics: Endpoint;
}

/**
 * Answers `.../projects/{projectKey}/webhooks` and what is below.
 */
export const projectWebhooks = toEndpoints(context => ({
  project: readProject(context).key,
}));

/**
 * Answers `.../repos/{repoSlug}/webhooks` and what is below.
 */
export const repositoryWebhooks = toEndpoints(context => {
  const { project, slug } = readRepository(context);
  return { project, slug };
});

function toEndpoints(
  readAnyScope: (context: EndpointContext) => WebhookScope,
): WebhookEndpoints {
  /** Throws 401 for whoever may not administer it. */
  const readScope = (context: EndpointContext): WebhookScope => {
    const { viewer, model } = context;
    assertSignedIn(viewer);
    const scope = readAnyScope(context);
    const project = model.project(scope.project);
    if (!project) {
      throw noSuchProject(scope.project);
    }
    assertAdministers(viewer, { project });
    return scope;
  };
  return {
    list: context => {
      const scope = readScope(context);
      const { query, webhooks, pageLimits, strictPageSize } = context;
      const event = query.get('event');
      const value = toPage(webhooks.of(scope), {
        pageRequest: parsePageRequest(query, {
          limits: pageLimits.webhooks,
          strictPageSize,
        }),
        isVisible: ({ events }) => event === null || events.includes(event),
        toValue: webhook => toBody(webhook, { scope, context }),
      });
      return { kind: 'json', value };
    },
    create: context => {
      const scope = readScope(context);
      const webhook = context.webhooks.add(scope, parse(context, { scope }));
      // The document says 200; a real 9.x was seen to say 201.
      const status = 201;
      return { kind: 'json', status, value: toBody(webhook, { scope, context }) };
    },
    update: context => {
      const scope = readScope(context);
      const webhook = find(context, { scope });
      Object.assign(webhook, parse(context, { scope }));
      return { kind: 'json', value: toBody(webhook, { scope, context }) };
    },
    remove: context => {
      const scope = readScope(context);
      context.webhooks.remove(scope, find(context, { scope }));
      return { kind: 'none' };
    },
    statistics: context => {
      const { statistics } = find(context, { scope: readScope(context) });
      return { kind: 'json', value: statistics };
    },
  };
}

function find(
  { webhooks, names }: EndpointContext,
  { scope }: { scope: WebhookScope },
): RegisteredWebhook {
  const { webhookId = '' } = names;
  const webhook = webhooks.of(scope).find(({ id }) => `${id}` === webhookId);
  if (!webhook) {
    throw noSuchWebhook(webhookId);
  }
  return webhook;
}

const schema = z.object({
  name: z.string().min(1).max(255),
  url: z.url(),
  events: z.array(z.string()).min(1),
  active: z.boolean().default(true),
  sslVerificationRequired: z.boolean().default(true),
  configuration: z.object({ secret: z.string().optional() }).default({}),
});

function parse({ body }: EndpointContext, { scope }: { scope: WebhookScope }) {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw badRequest('The body is no JSON.');
  }
  const { success, error, data } = schema.safeParse(given);
  if (!success) {
    const [issue] = error.issues;
    throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const names = scope.slug === undefined ? known.project : known.repository;
  const unknown = data.events.find(event => !names.includes(event));
  if (unknown !== undefined) {
    throw badRequest(`${unknown} is no event of this scope.`);
  }
  const { configuration, ...webhook } = data;
  return { ...webhook, secret: configuration.secret };
}

/** The keys of a webhook recorded from a real server. */
function toBody(
  webhook: RegisteredWebhook,
  options: { scope: WebhookScope; context: EndpointContext },
): object {
  const { scope, context } = options;
  const { id, name, url, events, active, sslVerificationRequired } = webhook;
  const { secret } = webhook;
  const isShown = secret !== undefined && context.webhooks.secrets === 'shown';
  return {
    id,
    name,
    createdDate: 1_513_106_011_000,
    updatedDate: 1_513_106_011_000,
    events,
    configuration: isShown ? { secret } : {},
    url,
    active,
    scopeType: scope.slug === undefined ? 'project' : 'repository',
    sslVerificationRequired,
  };
}
