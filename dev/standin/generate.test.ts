import { generate } from './generate';

describe('generate', () => {
  it('generates the same projects and repositories on each call', () => {
    const size = { projects: 2, repositoriesPerProject: 3 };
    const model = generate(size);
    expect(model.projects().map(({ key }) => key)).toEqual(['P00001', 'P00002']);
    expect(model.repositoriesOf('P00002').map(({ id, slug }) => [id, slug])).toEqual(
      [
        [4, 'repo-00001'],
        [5, 'repo-00002'],
        [6, 'repo-00003'],
      ],
    );
    expect(generate(size).repositoriesOf('P00002')).toEqual(
      model.repositoriesOf('P00002'),
    );
  });

  it('gives every n-th repository a catalog file with a name of its own', () => {
    const model = generate({
      projects: 2,
      repositoriesPerProject: 3,
      filesEvery: 2,
      catalogPath: 'backstage/info.yaml',
    });
    const texts = ['P00001', 'P00002'].flatMap(key =>
      model
        .repositoriesOf(key)
        .map(({ branches }) => branches.main?.read('backstage/info.yaml')),
    );
    expect(texts).toEqual([
      expect.stringContaining('name: p00001-repo-00001\n'),
      undefined,
      expect.stringContaining('name: p00001-repo-00003\n'),
      undefined,
      expect.stringContaining('name: p00002-repo-00002\n'),
      undefined,
    ]);
  });

  it('lets files be written and removed', () => {
    const model = generate({ projects: 1, repositoriesPerProject: 1 });
    const slug = 'repo-00001';
    model.removeFile('P00001', { slug, path: 'catalog-info.yaml' });
    model.writeFile('P00001', { slug, path: 'new.yaml', content: 'x' });
    const tree = model.repository('P00001', { slug })?.branches.main;
    expect([...(tree?.list() ?? [])]).toEqual([
      'README.md',
      'src/index.ts',
      'new.yaml',
    ]);
  });
});
