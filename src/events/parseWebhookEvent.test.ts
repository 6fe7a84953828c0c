import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { EVENT_TYPES, parseWebhookEvent } from './parseWebhookEvent';
import { change, webhookBodies } from './testing/webhookBodies';
import { personalRepository, repository } from './testing/webhookRepositories';
import { GENERATIONS, SERVER } from './testing/webhookServer';

const PUSH = 'repo:refs_changed';

const linkTo = (slug: string) =>
  `${SERVER}/projects/ORBIT/repos/${slug}/browse`;

const antenna = {
  id: 31,
  projectKey: 'ORBIT',
  repoSlug: 'antenna',
  selfUrl: linkTo('antenna'),
};
const dish = {
  id: 31,
  projectKey: 'ORBIT',
  repoSlug: 'dish',
  selfUrl: linkTo('dish'),
};

/** A push to a repository that differs in what is given. */
const pushTo = (fields: JsonObject) =>
  parseWebhookEvent(
    PUSH,
    webhookBodies.push({ repository: { ...repository(), ...fields } }),
  );

const withKey = (key: JsonValue): JsonObject => ({
  project: { ...(repository().project as JsonObject), key },
});

describe('parseWebhookEvent', () => {
  describe.each(GENERATIONS)('of a push on a server %s', generation => {
    const hint =
      generation === '5.x' ? { ...antenna, selfUrl: undefined } : antenna;
    const main = { branch: 'main' };
    const wip = { branch: 'feature/wip' };

    it.each([
      ['an added branch', [change('ADD', main)], ['main']],
      ['an updated branch', [change('UPDATE', main)], ['main']],
      ['a deleted branch', [change('DELETE', main)], ['main']],
      ['a branch with a slash', [change('UPDATE', wip)], ['feature/wip']],
      [
        'several branches and a tag',
        [
          change('UPDATE', main),
          change('ADD', { tag: 'v1' }),
          change('DELETE', wip),
        ],
        ['main', 'feature/wip'],
      ],
    ])('names the branches of %s', (_, changes, branches) => {
      const body = webhookBodies.push({ generation, changes });

      expect(parseWebhookEvent(PUSH, body)).toEqual({
        result: 'ok',
        event: {
          type: 'push',
          repository: hint,
          refs: branches.map(branch => `refs/heads/${branch}`),
        },
      });
    });

    it.each([
      ['no change', []],
      ['an added tag', [change('ADD', { tag: 'v1' })]],
      ['a moved and a deleted tag', [
        change('UPDATE', { tag: 'main' }),
        change('DELETE', { tag: 'v1' }),
      ]],
    ])('names no branch of %s', (_, changes) => {
      const body = webhookBodies.push({ generation, changes });

      expect(parseWebhookEvent(PUSH, body)).toMatchObject({
        result: 'ok',
        event: { type: 'push', refs: [] },
      });
    });
  });

  it('names both repositories of a rename, whose body has no repository', () => {
    expect(parseWebhookEvent('repo:modified', webhookBodies.rename())).toEqual({
      result: 'ok',
      event: { type: 'modified', old: antenna, new: dish },
    });
  });

  it.each([null, '31', -1, 1.5, {}])(
    'names a repository without an id where the body says %p for it',
    id => {
      expect(pushTo({ id })).toMatchObject({
        result: 'ok',
        event: { repository: { ...antenna, id: undefined } },
      });
    },
  );

  it.each([
    ['repo:created', 'created'],
    ['repo:deleted', 'deleted'],
    ['repo:default_branch_modified', 'default-branch-modified'],
  ])('names the repository of %s', (eventType, type) => {
    const body = webhookBodies.ofRepository(eventType);

    expect(parseWebhookEvent(eventType, body)).toEqual({
      result: 'ok',
      event: { type, repository: antenna },
    });
  });

  it.each(['project:modified', 'proj:modified'])(
    'names the old and the new key of %s',
    eventType => {
      const body = webhookBodies.project({ new: { key: 'SPACE' } });

      expect(parseWebhookEvent(eventType, body)).toEqual({
        result: 'ok',
        event: { type: 'project-modified', projectKeys: ['ORBIT', 'SPACE'] },
      });
    },
  );

  it('names a project once where its key stays', () => {
    const body = webhookBodies.project({ new: { name: 'Into orbit' } });

    expect(parseWebhookEvent('project:modified', body)).toMatchObject({
      event: { projectKeys: ['ORBIT'] },
    });
  });

  it.each(['~noor', 'noor'])(
    'gives the key %s of a personal project its tilde',
    key => {
      const repositoryOfKey = personalRepository({ key });
      const body = webhookBodies.push({ repository: repositoryOfKey });

      expect(parseWebhookEvent(PUSH, body)).toMatchObject({
        event: {
          repository: {
            projectKey: '~noor',
            repoSlug: 'notes',
            selfUrl: `${SERVER}/users/noor/repos/notes/browse`,
          },
        },
      });
    },
  );

  it('leaves the key of a project of no type as it is', () => {
    expect(pushTo({ project: { key: 'noor' } })).toMatchObject({
      event: { repository: { projectKey: 'noor' } },
    });
  });

  it.each<[JsonValue]>([[{}], [{ self: [] }], [{ clone: [] }]])(
    'has no link of a repository whose links are %j',
    links => {
      expect(pushTo({ links })).toMatchObject({
        event: { repository: { selfUrl: undefined } },
      });
    },
  );

  it.each([
    'mirror:repo_synchronized',
    'diagnostics:ping',
    'repo:forked',
    'pr:merged',
    '',
    'REPO:REFS_CHANGED',
    // Whatever every object has.
    'constructor',
    'toString',
    '__proto__',
  ])('does not support %p', eventType => {
    expect(parseWebhookEvent(eventType, webhookBodies.mirror())).toEqual({
      result: 'unsupported-event',
      event: eventType,
    });
  });

  it.each<[string, JsonObject]>([
    ['an empty slug', { slug: '' }],
    ['a slug that leads up', { slug: '..' }],
    ['a slug that leads nowhere', { slug: '.' }],
    ['a slug with a path in it', { slug: '../../OTHER/repos/x' }],
    ['an encoded path in a slug', { slug: '..%2f..%2fx' }],
    ['a backslash in a slug', { slug: '..\\x' }],
    ['a query in a slug', { slug: 'antenna?at=x' }],
    ['a fragment in a slug', { slug: 'antenna#x' }],
    ['a line break in a slug', { slug: 'antenna\nx' }],
    ['a line separator in a slug', { slug: 'antenna\u2028x' }],
    ['a sign that turns the text round in a slug', { slug: 'a\u202ex' }],
    ['half a character in a slug', { slug: 'antenna\ud800' }],
    ['a slug longer than any', { slug: 'a'.repeat(256) }],
    ['a key that leads up', withKey('..')],
    ['a key with a path in it', withKey('ORBIT/repos/x')],
    ['a key of another type', withKey(12)],
    ['no key', { project: { type: 'NORMAL' } }],
    ['no project', { project: null }],
    ['a slug of another type', { slug: { toString: 'antenna' } }],
    ['a list for a slug', { slug: ['antenna'] }],
    ['a personal key too long with its tilde', {
      project: { key: 'a'.repeat(255), type: 'PERSONAL' },
    }],
    ['links of another type', { links: 'https://git.example.com' }],
    ['a link without an address', { links: { self: [{}] } }],
    ['a link that is no address', { links: { self: [{ href: '/browse' }] } }],
    ['a link of another scheme', {
      links: { self: [{ href: 'javascript:alert(1)' }] },
    }],
    ['a link longer than any', {
      links: { self: [{ href: `${SERVER}/${'/'.repeat(2000)}x` }] },
    }],
  ])('aborts where a push has %s', (_, fields) => {
    const parsed = pushTo(fields);

    expect(parsed).toEqual({
      result: 'aborted',
      reason: expect.stringMatching(/^repository\.\S+ is not as expected: \S/),
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', JSON.stringify(webhookBodies.push())],
    ['a list', [webhookBodies.push()]],
    ['an empty object', {}],
    ['the test ping', { test: true }],
    ['a repository alone', { repository: repository() }],
    ['changes alone', { changes: [change('ADD', { branch: 'main' })] }],
    ['changes of another type', { ...webhookBodies.push(), changes: { length: 1 } }],
    ['a change of another type', { ...webhookBodies.push(), changes: ['main'] }],
    ['a change without a ref', { ...webhookBodies.push(), changes: [{ type: 'ADD' }] }],
    ['more changes than any push', webhookBodies.push({
      changes: Array.from({ length: 1001 }, () =>
        change('ADD', { branch: 'main' }),
      ),
    })],
  ])('aborts where the body of a push is %s', (_, body) => {
    expect(parseWebhookEvent(PUSH, body)).toEqual({
      result: 'aborted',
      reason: expect.stringMatching(/ is not as expected: \S/),
    });
  });

  it.each<[string, JsonObject]>([
    ['no old repository', { ...webhookBodies.rename(), old: null }],
    ['no new repository', { old: repository() }],
    ['a path for the old slug', webhookBodies.rename({ old: repository({ slug: 'a/b' }) })],
    ['a path for the new slug', webhookBodies.rename({ new: repository({ slug: 'a/b' }) })],
  ])('aborts where a rename has %s', (_, body) => {
    expect(parseWebhookEvent('repo:modified', body)).toMatchObject({
      result: 'aborted',
    });
  });

  it('repeats nothing of a body in its reason', () => {
    const parsed = pushTo({ slug: 'to/be/seen/nowhere' });

    expect(JSON.stringify(parsed)).not.toContain('nowhere');
  });

  it('takes a thousand changes', () => {
    const changes = Array.from({ length: 1000 }, (_, index) =>
      change('ADD', { branch: `b${index}` }),
    );

    const body = webhookBodies.push({ changes });

    expect(parseWebhookEvent(PUSH, body)).toMatchObject({
      result: 'ok',
    });
  });

  it('never throws, and hands out safe names and links of the body only', () => {
    fc.assert(
      fc.property(eventTypes(), bodies(), (eventType, body) => {
        const parsed = parseWebhookEvent(eventType, body);

        expect(['ok', 'aborted', 'unsupported-event']).toContain(
          parsed.result,
        );
        const text = JSON.stringify(body) ?? '';
        for (const { projectKey, repoSlug, selfUrl } of hintsOf(parsed)) {
          // Neither can lead anywhere else once it is part of an address.
          const url = `https://a/${projectKey}/b/${repoSlug}/c`;
          expect(new URL(url).pathname.split('/')).toHaveLength(5);
          expect(() => encodeURIComponent(url)).not.toThrow();
          expect(
            selfUrl === undefined || text.includes(JSON.stringify(selfUrl)),
          ).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function hintsOf(parsed: ReturnType<typeof parseWebhookEvent>) {
  if (parsed.result !== 'ok' || parsed.event.type === 'project-modified') {
    return [];
  }
  return parsed.event.type === 'modified'
    ? [parsed.event.old, parsed.event.new]
    : [parsed.event.repository];
}

/** Known event types, and any text. */
function eventTypes() {
  return fc.oneof(fc.constantFrom(...EVENT_TYPES), fc.string());
}

/** Anything at all, and bodies that are right but for what was put in. */
function bodies(): fc.Arbitrary<unknown> {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '.', '~', 'a/b', '%2e%2e', '\ud800', 'antenna'),
  );
  const href = fc.oneof(fc.webUrl(), text);
  const hint = fc.record(
    {
      slug: fc.oneof(text, fc.jsonValue()),
      project: fc.record(
        {
          key: fc.oneof(text, fc.jsonValue()),
          type: fc.constantFrom('NORMAL', 'PERSONAL'),
        },
        { requiredKeys: ['key'] },
      ),
      links: fc.record({ self: fc.array(fc.record({ href })) }),
    },
    { requiredKeys: ['slug', 'project'] },
  );
  const ref = fc.record({
    id: text,
    type: fc.constantFrom('BRANCH', 'TAG', 'OTHER'),
  });
  return fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.record({ repository: hint, changes: fc.array(fc.record({ ref })) }),
    fc.record({ old: hint, new: hint }),
  );
}
