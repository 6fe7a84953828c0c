import type { JsonObject } from '@backstage/types';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { RepositorySeed } from '../../dev/standin/model/createRepository';
import { lookAtRepository } from './lookAtRepository';
import { readTestConfig } from './testing/readTestConfig';

const rig = useApiRig();
const NAME = { projectKey: 'KEY', repoSlug: 'repo' };
const FILES = { 'catalog-info.yaml': 'kind: Component' };

/** Starts a server with one repository, which a list has shown. */
async function start(
  seed: Partial<RepositorySeed> = {},
  provider: JsonObject = {},
) {
  const api = rig.start({
    repositories: [{ project: 'KEY', slug: 'repo', files: FILES, ...seed }],
  });
  const repository = await api.getRepository(NAME, {});
  rig.standIn().log.clear();
  const options = { api, config: readTestConfig(provider), context: {} };
  return { repository, options };
}

describe('lookAtRepository', () => {
  it('tells the files with what they hold, and the default branch, by one request', async () => {
    const { repository, options } = await start({ defaultBranch: 'trunk' });
    expect(await lookAtRepository(repository, options)).toEqual({
      outcome: 'present',
      files: [
        {
          repository,
          path: 'catalog-info.yaml',
          defaultBranch: 'trunk',
          contentId: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
      ],
      defaultBranch: 'trunk',
      digest: expect.any(String),
    });
    expect(rig.paths()).toHaveLength(1);
  });

  it('tells the default branch of a repository without the file as well', async () => {
    const { repository, options } = await start({ files: { x: '' } });
    expect(await lookAtRepository(repository, options)).toEqual({
      outcome: 'absent',
      reason: 'noFile',
      defaultBranch: 'main',
      digest: expect.any(String),
    });
  });

  it.each<[string, (path: string) => Record<string, string>, boolean]>([
    ['stays with the same content', path => ({ [path]: 'one' }), true],
    ['changes with the content of a file', path => ({ [path]: 'two' }), false],
    [
      'changes with another file beside it',
      path => ({ [path]: 'one', 'README.md': '' }),
      false,
    ],
    ['changes with a file that goes', () => ({ x: '' }), false],
  ])('gives a digest that %s', async (_, toFiles, isSame) => {
    const look = async (files: Record<string, string>) => {
      const { repository, options } = await start({ files });
      const answer = await lookAtRepository(repository, options);
      return answer.outcome === 'unknown' ? undefined : answer.digest;
    };
    const before = await look({ 'catalog-info.yaml': 'one' });
    const after = await look(toFiles('catalog-info.yaml'));
    expect(before).toEqual(expect.any(String));
    expect(after === before).toBe(isSame);
  });

  it('gives no digest where the listing of all files shows no content', async () => {
    const provider = { catalogPath: '/**/catalog-info.yaml' };
    const { repository, options } = await start({}, provider);
    expect(await lookAtRepository(repository, options)).toMatchObject({
      outcome: 'present',
      digest: undefined,
    });
  });

  it('asks for nothing of a repository that a filter leaves out', async () => {
    const filters = { repoSlug: '^other$' };
    const { repository, options } = await start({}, { filters });
    expect(await lookAtRepository(repository, options)).toEqual({
      outcome: 'absent',
      reason: 'repoSlug',
    });
    expect(rig.paths()).toEqual([]);
  });

  it('asks for the labels before the files, where a filter is about labels', async () => {
    const filters = { labels: { include: ['service'] } };
    const { repository, options } = await start({ labels: [] }, { filters });
    expect(await lookAtRepository(repository, options)).toEqual({
      outcome: 'absent',
      reason: 'labels.include',
    });
    expect(rig.paths()).toEqual([
      '/projects/KEY/repos/repo/labels?limit=1000',
    ]);
  });

  it('asks for no labels that a sweep has judged', async () => {
    const filters = { labels: { include: ['service'] } };
    const { repository, options } = await start({ labels: [] }, { filters });
    const judged = { ...options, labels: 'judged' } as const;
    expect(await lookAtRepository(repository, judged)).toMatchObject({
      outcome: 'present',
    });
    expect(rig.paths()).toEqual(['/projects/KEY/repos/repo/browse?limit=1000']);
  });

  it.each([
    ['its files are', {}],
    ['its labels are', { filters: { labels: { exclude: ['old'] } } }],
  ])(
    'does not know what became of a repository that is gone when %s asked for',
    async (_, provider) => {
      const { repository, options } = await start({}, provider);
      rig.standIn().removeRepository('KEY', { slug: 'repo' });
      expect(await lookAtRepository(repository, options)).toEqual({
        outcome: 'unknown',
        cause: expect.objectContaining({ name: 'VanishedError' }),
      });
    },
  );
});
