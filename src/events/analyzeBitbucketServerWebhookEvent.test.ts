import { analyzeBitbucketServerWebhookEvent as analyzeAsUpstream } from '@backstage/plugin-catalog-backend-module-bitbucket-server/alpha';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { analyzeBitbucketServerWebhookEvent } from './analyzeBitbucketServerWebhookEvent';
import { change, webhookBodies } from './testing/webhookBodies';
import { personalRepository, repository } from './testing/webhookRepositories';
import { SERVER } from './testing/webhookServer';
import { EVENT_TYPES } from './parseWebhookEvent';

const PUSH = 'repo:refs_changed';
const RENAME = 'repo:modified';

const antenna = `${SERVER}/projects/ORBIT/repos/antenna/browse`;
const dish = `${SERVER}/projects/ORBIT/repos/dish/browse`;
const notes = `${SERVER}/users/noor/repos/notes/browse`;

const updated = (url: string) => ({
  result: 'ok',
  events: [{ type: 'repository.updated', url }],
});
const moved = (fromUrl: string, toUrl: string) => ({
  result: 'ok',
  events: [{ type: 'repository.moved', fromUrl, toUrl }],
});
const unsupported = (event: string) => ({ result: 'unsupported-event', event });
const withoutLink = {
  result: 'aborted',
  reason: 'the repository has no link',
};

const old = (slug?: string) => repository({ generation: '5.x', slug });
const ofBranch = (generation: '9.x' | '10.x', type: 'ADD' | 'DELETE') =>
  webhookBodies.push({
    generation,
    changes: [change(type, { branch: 'main' })],
  });

describe('analyzeBitbucketServerWebhookEvent', () => {
  describe.each<[string, string, JsonObject, object]>([
    ['a push on a server 9.x', PUSH, webhookBodies.push(), updated(antenna)],
    ['a new branch on a server 9.x', PUSH, ofBranch('9.x', 'ADD'), updated(antenna)],
    ['a deleted branch on a server 9.x', PUSH, ofBranch('9.x', 'DELETE'), updated(antenna)],
    ['a push on a server 10.x', PUSH, webhookBodies.push({ generation: '10.x' }), updated(antenna)],
    ['a deleted branch on a server 10.x', PUSH, ofBranch('10.x', 'DELETE'), updated(antenna)],
    ['a push of a tag alone', PUSH, webhookBodies.push({ changes: [change('ADD', { tag: 'v1' })] }), updated(antenna)],
    ['a push of no change at all', PUSH, webhookBodies.push({ changes: [] }), updated(antenna)],
    ['a push to a personal repository', PUSH, webhookBodies.push({ repository: personalRepository() }), updated(notes)],
    ['a rename', RENAME, webhookBodies.rename(), moved(antenna, dish)],
    ['a change that keeps the address', RENAME, webhookBodies.rename({ new: repository() }), updated(antenna)],
    ['a mirror event', 'mirror:repo_synchronized', webhookBodies.mirror(), unsupported('mirror:repo_synchronized')],
    ['the test ping', 'diagnostics:ping', { test: true }, unsupported('diagnostics:ping')],
    ['a deletion', 'repo:deleted', webhookBodies.ofRepository('repo:deleted'), unsupported('repo:deleted')],
    ['a new repository', 'repo:created', webhookBodies.ofRepository('repo:created'), unsupported('repo:created')],
    ['a project', 'project:modified', webhookBodies.project(), unsupported('project:modified')],
  ])('of %s', (_, eventType, body, result) => {
    it('gives what the catalog is to be told', async () => {
      expect(await analyzeBitbucketServerWebhookEvent(eventType, body)).toEqual(
        result,
      );
    });

    it('gives what the upstream module gives', async () => {
      expect(await analyzeAsUpstream(eventType, body)).toEqual(result);
    });
  });

  describe.each<[string, string, JsonObject, object]>([
    ['a push on a server 5.x', PUSH, webhookBodies.push({ generation: '5.x' }), withoutLink],
    [
      'a rename on a server 5.x',
      RENAME,
      webhookBodies.rename({ old: old('antenna'), new: old('dish') }),
      withoutLink,
    ],
    [
      'a push without a repository',
      PUSH,
      { changes: [] },
      { result: 'aborted', reason: expect.stringMatching(/^repository /) },
    ],
    [
      'an empty rename',
      RENAME,
      {},
      { result: 'aborted', reason: expect.stringMatching(/^old /) },
    ],
  ])('of %s', (_, eventType, body, result) => {
    it('says what is missing', async () => {
      expect(await analyzeBitbucketServerWebhookEvent(eventType, body)).toEqual(
        result,
      );
    });

    it('aborts as the upstream module does, in other words', async () => {
      expect(await analyzeAsUpstream(eventType, body)).toEqual({
        result: 'aborted',
        reason: expect.any(String),
      });
    });
  });

  it('cuts off a slash at the end, with which the catalog finds nothing', async () => {
    const links = { self: [{ href: `${antenna}//` }] };
    const body = webhookBodies.push({ repository: { ...repository(), links } });

    expect(await analyzeBitbucketServerWebhookEvent(PUSH, body)).toEqual(
      updated(antenna),
    );
  });

  describe.each([[null], [undefined], ['text'], [7], [true], [[]]])(
    'of a body that is no object but %p',
    body => {
      const rejection = { name: 'InputError' };

      it.each([PUSH, RENAME, 'repo:deleted', 'diagnostics:ping', 'no:event'])(
        'rejects with an InputError as the upstream module does, for %s',
        async eventType => {
          await expect(
            analyzeBitbucketServerWebhookEvent(eventType, body),
          ).rejects.toMatchObject(rejection);
          await expect(
            analyzeAsUpstream(eventType, body),
          ).rejects.toMatchObject(rejection);
        },
      );
    },
  );

  it('aborts where one of two repositories has no link', async () => {
    const body = webhookBodies.rename({ old: old() });

    expect(await analyzeBitbucketServerWebhookEvent(RENAME, body)).toEqual(
      withoutLink,
    );
  });

  it('hands out no address but a link of the body, whatever an object it is', async () => {
    const link = fc.oneof(
      fc.webUrl(),
      fc.webUrl().map(url => `${url}/`),
      fc.string(),
    );
    const hint = fc.record({
      slug: fc.constantFrom('antenna', '..', 'a/b'),
      project: fc.constant({ key: 'ORBIT' }),
      links: fc.record({ self: fc.array(fc.record({ href: link })) }),
    });
    const body = fc.oneof(
      fc.object(),
      fc.record({
        repository: hint,
        changes: fc.constant([change('ADD', { branch: 'main' })]),
      }),
      fc.record({ old: hint, new: hint }),
    );
    const eventType = fc.oneof(fc.constantFrom(...EVENT_TYPES), fc.string());

    await fc.assert(
      fc.asyncProperty(eventType, body, async (type, payload) => {
        const analyzed = await analyzeBitbucketServerWebhookEvent(
          type,
          payload,
        );

        for (const url of urlsOf(analyzed)) {
          expect(url).toMatch(/^https?:/);
          expect(linksOf(payload)).toContain(url);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function urlsOf(analyzed: object): string[] {
  const { events = [] } = analyzed as { events?: JsonObject[] };
  return events.flatMap(({ type: _, ...urls }) =>
    Object.values(urls).map(String),
  );
}

/** All texts in it, without slashes at their ends. */
function linksOf(payload: unknown): string[] {
  const links: string[] = [];
  JSON.stringify(payload, (_, value: unknown) => {
    if (typeof value === 'string') {
      links.push(value.replace(/\/+$/, ''));
    }
    return value;
  });
  return links;
}
