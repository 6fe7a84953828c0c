import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import type { RepositorySeed } from '../../dev/standin/model/createRepository';
import { scopes } from './scopes';
import { toTruth } from './toTruth';

const baseUrl = 'http://127.0.0.1:1';
const [root, folder, branch] = scopes;

function toTargets(
  scope: (typeof scopes)[number] | undefined,
  ...repositories: RepositorySeed[]
): [string, string][] {
  const projects = [{ key: 'ALPHA' }, { key: 'OUTER' }, { key: '~kim' }];
  const { model } = new StandInBitbucket({ baseUrl, projects, repositories });
  return [...toTruth(model, { scope: scope!, baseUrl })];
}

const repository = { project: 'ALPHA', slug: 'one' };
const files = { 'catalog-info.yaml': '', '.backstage/a #1.yaml': '', x: '' };

describe('toTruth', () => {
  it('gives the target and the default branch of each file in the scope', () => {
    const browseUrl = `${baseUrl}/projects/ALPHA/repos/one/browse`;
    expect(toTargets(root, { ...repository, files })).toEqual([
      [`${browseUrl}/catalog-info.yaml`, 'main'],
    ]);
    expect(toTargets(folder, { ...repository, files })).toEqual([
      [`${browseUrl}/.backstage/a%20%231.yaml`, 'main'],
    ]);
  });

  it('leaves out what the filters leave out, for the provider that has them', () => {
    const left: RepositorySeed[] = [
      { ...repository, archived: true, files },
      { ...repository, slug: 'sandbox-1', files },
      { ...repository, project: 'OUTER', files },
    ];
    for (const each of left) {
      expect(toTargets(root, each)).toEqual([]);
      expect(toTargets(folder, each)).toHaveLength(1);
    }
  });

  it('reads the default branch and no other', () => {
    const seed = { ...repository, files, defaultBranch: 'main' };
    const other = { ...repository, branches: {}, defaultBranch: 'main' };
    expect(toTargets(root, seed)).toHaveLength(1);
    expect(toTargets(root, other)).toEqual([]);
  });

  it('reads the branch of a scope where there is one, and else the default branch', () => {
    const path = 'docs/catalog-info.yaml';
    const browseUrl = `${baseUrl}/projects/ALPHA/repos/one/browse`;
    const main = new MemoryFileTree({ [path]: '' });
    const both = { main, develop: new MemoryFileTree({ [path]: '' }) };
    const bare = { main, develop: new MemoryFileTree() };
    expect(toTargets(branch, { ...repository, branches: both })).toEqual([
      [`${browseUrl}/${path}?at=refs%2Fheads%2Fdevelop`, ''],
    ]);
    expect(toTargets(branch, { ...repository, branches: bare })).toEqual([]);
    expect(toTargets(branch, { ...repository, branches: { main } })).toEqual([
      [`${browseUrl}/${path}`, 'main'],
    ]);
  });

  it('takes in what is personal, and leaves out what has a label, where the scope says so', () => {
    const seed = { slug: 'one', files: { ...files, 'docs/catalog-info.yaml': '' } };
    const personal = { ...seed, project: '~kim' };
    expect(toTargets(branch, personal)).toEqual([
      [`${baseUrl}/users/kim/repos/one/browse/docs/catalog-info.yaml`, 'main'],
    ]);
    expect(toTargets(branch, { ...personal, labels: ['retired'] })).toEqual([]);
    expect(toTargets(root, personal)).toEqual([]);
    expect(toTargets(folder, personal)).toEqual([]);
  });

  it('counts what may not be seen: it is there all the same', () => {
    expect(
      toTargets(root, { ...repository, files, hidden: true, state: 'OFFLINE' }),
    ).toHaveLength(1);
  });
});
