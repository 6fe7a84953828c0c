import { z, ZodType } from 'zod';
import { ParsedWebhook, LinkedRepository, WebhookEvent } from './types';

/** No push that a person makes comes near this. */
const MAX_CHANGES = 1000;
/** Nor does the address of a repository. */
const MAX_LINK_LENGTH = 2000;

/**
 * Parses the body of a webhook. Pure: nobody is asked and nothing is believed.
 * Bodies differ by the age of the server: before 8.0 there are no links, and
 * `changes` may be empty. Names that could lead an address elsewhere are
 * refused.
 */
export function parseWebhookEvent(
  eventType: string,
  payload: unknown,
): ParsedWebhook {
  const parse = Object.hasOwn(PARSERS, eventType)
    ? PARSERS[eventType]
    : undefined;
  return parse
    ? parse(payload)
    : { result: 'unsupported-event', event: eventType };
}

/**
 * Part of an address and of log lines, so nothing that could make two parts of
 * it, or none, and nothing that cannot be seen.
 */
const name = z
  .string()
  .max(255)
  .regex(/^(?!\.{1,2}$)[^/\\%?#\p{C}\p{Zl}\p{Zp}]+$/u, {
    error: 'it cannot be part of an address',
  });

const project = z
  .object({ key: name, type: z.string().optional() })
  // The body of a rename was seen to leave out the tilde.
  .transform(({ key, type }) =>
    type === 'PERSONAL' && !key.startsWith('~') ? `~${key}` : key,
  )
  .pipe(name);

const link = z.object({
  href: z
    .string()
    .max(MAX_LINK_LENGTH)
    .refine(isWebAddress, { error: 'it is no web address' }),
});

const repository = z
  .object({
    id: z.int().nonnegative().optional().catch(undefined),
    slug: name,
    project,
    links: z.object({ self: z.array(link).optional() }).optional(),
  })
  .transform(
    ({ id, slug, project: projectKey, links }): LinkedRepository => ({
      id,
      projectKey,
      repoSlug: slug,
      selfUrl: links?.self?.[0]?.href,
    }),
  );

const ref = z.object({ ref: z.object({ id: z.string(), type: z.string() }) });

const push = z.object({ repository, changes: z.array(ref).max(MAX_CHANGES) });

const PARSERS: Readonly<Record<string, (payload: unknown) => ParsedWebhook>> = {
  'repo:refs_changed': parseWith(push, body => {
    const refs = body.changes
      .filter(change => change.ref.type === 'BRANCH')
      .map(change => change.ref.id);
    return { type: 'push', repository: body.repository, refs };
  }),
  'repo:modified': parseWith(
    z.object({ old: repository, new: repository }),
    body => ({ type: 'modified', ...body }),
  ),
  'repo:created': parseRepositoryEvent('created'),
  'repo:deleted': parseRepositoryEvent('deleted'),
  'repo:default_branch_modified': parseRepositoryEvent(
    'default-branch-modified',
  ),
  // Documented as proj:modified in places, and sent as project:modified.
  'project:modified': parseProjectEvent(),
  'proj:modified': parseProjectEvent(),
};

/** The values of `X-Event-Key` that are acted upon. */
export const EVENT_TYPES = Object.keys(PARSERS);

function parseRepositoryEvent(
  type: 'created' | 'deleted' | 'default-branch-modified',
) {
  return parseWith(z.object({ repository }), body => ({ type, ...body }));
}

function parseProjectEvent() {
  return parseWith(z.object({ old: project, new: project }), body => ({
    type: 'project-modified',
    projectKeys: [...new Set([body.old, body.new])],
  }));
}

function parseWith<T>(
  schema: ZodType<T>,
  toEvent: (body: T) => WebhookEvent,
): (payload: unknown) => ParsedWebhook {
  return payload => {
    const parsed = schema.safeParse(payload);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = issue?.path.join('.') || 'the body';
      return {
        result: 'aborted',
        reason: `${path} is not as expected: ${issue?.message}`,
      };
    }
    return { result: 'ok', event: toEvent(parsed.data) };
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
