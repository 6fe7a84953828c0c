import { RepositoryName } from '../bitbucket';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { RepositoryNames } from './RepositoryNames';
import { sweepAndLook } from './sweepAndLook';
import { readTestConfig } from './testing/readTestConfig';
import { RecordingObserver } from './testing/RecordingObserver';
import { RepositoryAnswer } from './types';

const rig = useApiRig();
const FILE = { 'catalog-info.yaml': '' };

/** Sweeps, and gives each answer as a short text. */
async function look(
  options: { rules?: FaultRule[]; known?: RepositoryName[] } = {},
) {
  const { rules, known = [] } = options;
  const api = rig.start({
    projects: [{ key: 'A' }, { key: 'B' }],
    repositories: [
      { project: 'A', slug: 'one', files: FILE },
      { project: 'B', slug: 'two', files: { x: '' } },
    ],
    rules,
  });
  const names = new RepositoryNames();
  known.forEach(name => names.add(name));
  const answers: string[] = [];
  const observer = Object.assign(new RecordingObserver(), {
    onRepository: async (name: RepositoryName, answer: RepositoryAnswer) => {
      answers.push(`${name.projectKey}/${name.repoSlug}: ${toText(answer)}`);
    },
  });
  await sweepAndLook({
    api,
    config: readTestConfig(),
    known: names,
    isKnown: repository => names.has(repository),
    concurrency: 2,
    observer,
    context: { signal: new AbortController().signal },
  });
  return answers.sort();
}

function toText(answer: RepositoryAnswer): string {
  switch (answer.outcome) {
    case 'present':
      return answer.files.map(({ path }) => path).join();
    case 'absent':
      return answer.movedTo
        ? `now ${answer.movedTo.projectKey}/${answer.movedTo.repoSlug}`
        : answer.reason;
    default:
      return answer.cause.name;
  }
}

/** The name leads to a repository. */
function redirect(
  slug: string,
  { to: [key, newSlug] }: { to: [string, string] },
): FaultRule {
  const body = JSON.stringify({ slug: newSlug, project: { key } });
  return { match: `repos/${slug}$`, respond: { status: 200, body } };
}

const LISTED = ['A/one: catalog-info.yaml', 'B/two: noFile'];

describe('sweepAndLook', () => {
  it('gives each repository on a list its answer, by one request', async () => {
    expect(await look()).toEqual(LISTED);
    expect(rig.paths().filter(path => path.includes('browse'))).toHaveLength(2);
  });

  it('asks for a known one by its name that no list shows', async () => {
    const known = [{ projectKey: 'B', repoSlug: 'gone' }];
    expect(await look({ known })).toEqual([
      'A/one: catalog-info.yaml',
      'B/gone: gone',
      'B/two: noFile',
    ]);
  });

  it('follows a renamed one to a repository that no list has shown', async () => {
    const known = [{ projectKey: 'A', repoSlug: 'old' }];
    const rules = [redirect('old', { to: ['B', 'unlisted'] })];
    const exists: FaultRule = {
      match: 'unlisted/browse',
      respond: {
        status: 200,
        body: JSON.stringify({
          children: {
            isLastPage: true,
            values: [
              { path: { components: ['catalog-info.yaml'] }, type: 'FILE' },
            ],
          },
          revision: 'refs/heads/main',
        }),
      },
    };
    expect(await look({ known, rules: [...rules, exists] })).toEqual([
      'A/old: now B/unlisted',
      'A/one: catalog-info.yaml',
      'B/two: noFile',
      'B/unlisted: catalog-info.yaml',
    ]);
  });

  it('looks once at a renamed one that a list has shown under its new name', async () => {
    const known = [{ projectKey: 'A', repoSlug: 'old' }];
    const rules = [redirect('old', { to: ['A', 'one'] })];
    expect(await look({ known, rules })).toEqual([
      'A/old: now A/one',
      ...LISTED,
    ]);
    expect(
      rig.paths().filter(path => path.includes('one/browse')),
    ).toHaveLength(1);
  });

  it('ends where a look shows that the credentials are accepted no longer', async () => {
    const rules: FaultRule[] = [
      { match: 'browse', respond: { status: 401 } },
      { match: '/recent/', respond: { status: 401 } },
    ];
    await expect(look({ rules })).rejects.toMatchObject({
      name: 'BadCredentialsError',
    });
  });

  it('does not know a repository that answers 401 to credentials that are good', async () => {
    const rules: FaultRule[] = [
      { match: 'one/browse', respond: { status: 401 } },
    ];
    expect(await look({ rules })).toEqual([
      'A/one: BitbucketServerResponseError',
      'B/two: noFile',
    ]);
  });
});
