import { ConfigReader } from '@backstage/config';
import { createReader } from '../../dev/rig/createReader';
import { useApiRig } from '../../dev/rig/useApiRig';
import { testBaseUrl } from '../bitbucket/testing/createTestApi';

const rig = useApiRig();
const url = (glob: string) => `${testBaseUrl}/projects/KEY/repos/repo/browse/${glob}`;

function start(files: Record<string, string>) {
  rig.start({ repositories: [{ project: 'KEY', slug: 'repo', files }] });
  return createReader(
    new ConfigReader({
      integrations: {
        bitbucketServer: [
          {
            host: new URL(testBaseUrl).host,
            apiBaseUrl: `${testBaseUrl}/rest/api/1.0`,
            token: 'test-token',
            retry: { maxRetries: 0 },
          },
        ],
      },
    }),
    rig.network,
  ).reader;
}

const reads = () => rig.paths().filter(path => path.includes('/raw/'));

describe('GlobReads', () => {
  const files = {
    'catalog-info.yaml': 'root',
    'a/catalog-info.yaml': 'a',
    'a/other.yaml': 'other',
    'b/catalog-info.yaml': 'b',
    'b/deep/catalog-info.yaml': 'deep',
  };

  it('reads the files that match, each by its own address', async () => {
    const reader = start(files);
    const found = await reader.search(url('*/catalog-info.yaml'));
    const contents = found.files.map(async each => [
      each.url,
      (await each.content()).toString(),
    ]);
    expect(await Promise.all(contents)).toEqual([
      [url('a/catalog-info.yaml'), 'a'],
      [url('b/catalog-info.yaml'), 'b'],
    ]);
    expect(reads()).toHaveLength(2);
  });

  it('reads none again that has not changed, and says so', async () => {
    const reader = start(files);
    const { etag } = await reader.search(url('**/catalog-info.yaml'));
    const before = reads().length;
    await expect(
      reader.search(url('**/catalog-info.yaml'), { etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    expect(reads().length - before).toBe(0);
  });

  it('finds a file that was added', async () => {
    const reader = start(files);
    const { etag } = await reader.search(url('*/catalog-info.yaml'));
    rig.standIn().writeFile('KEY', { slug: 'repo', path: 'c/catalog-info.yaml', content: 'c' });
    const found = await reader.search(url('*/catalog-info.yaml'), { etag });
    expect(found.files).toHaveLength(3);
  });

  it('lists no more than the directory that the glob begins with', async () => {
    const reader = start(files);
    await reader.search(url('b/**/catalog-info.yaml'));
    expect(rig.paths()[0]).toContain('/files/b?');
  });

  it.each([
    ['%23a/*.yaml', '%23a/x.yaml'],
    ['!b/*.yaml', '!b/x.yaml'],
    ['@c/*.yaml', '@c/x.yaml'],
    ['%7Be%7D/*.yaml', '%7Be%7D/x.yaml'],
    ['d/**.y**l', 'd/x.yaml'],
    ['d/**', 'd/x.yaml'],
  ])('finds by %s the file of the directory of that name', async (glob, found) => {
    const names = ['#a', '!b', '@c', '{e}', 'd'];
    const reader = start(
      Object.fromEntries(names.map(name => [`${name}/x.yaml`, name])),
    );
    const { files: all } = await reader.search(url(glob));
    expect(all.map(each => each.url)).toEqual([url(found)]);
  });

  it('refuses a glob that some name could take hours to match', async () => {
    const reader = start({ [`${'a'.repeat(250)}.yaml`]: 'x' });
    await expect(reader.search(url('*a*a*a*a*a*b.yaml'))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('which could take hours to match'),
    });
    expect(rig.paths()).toEqual([]);
  });

  it('ends at once where it is aborted, and reads no further file', async () => {
    const many = Array.from({ length: 20 }, (_, index) => [`d${index}/x.yaml`, 'x']);
    const reader = start(Object.fromEntries(many));
    const controller = new AbortController();
    rig.network.observe(asked => {
      if (asked.includes('/raw/d0/')) {
        controller.abort(new Error('enough'));
      }
    });
    const { signal } = controller;
    await expect(
      reader.search(url('*/x.yaml'), { signal: signal as never }),
    ).rejects.toThrow('enough');
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(reads().length).toBeLessThan(many.length);
  });

  it('lists nothing for what was aborted before', async () => {
    const reader = start(files);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      reader.search(url('*/x.yaml'), { signal: signal as never }),
    ).rejects.toThrow('enough');
    expect(rig.paths()).toEqual([]);
  });

  it('gives the others where one is gone once it is read', async () => {
    const reader = start(files);
    rig.network.observe(asked => {
      if (asked.includes('/raw/a/')) {
        rig.standIn().removeFile('KEY', { slug: 'repo', path: 'a/catalog-info.yaml' });
      }
    });
    const found = await reader.search(url('*/catalog-info.yaml'));
    expect(found.files.map(each => each.url)).toEqual([
      url('b/catalog-info.yaml'),
    ]);
  });

  it('gives each an address that leads to it, whatever it is called', async () => {
    const names = ['a b', 'a%20b', 'c#1', 'c#2', 'd?1', 'd?2', 'ü+~@'];
    const reader = start(
      Object.fromEntries(names.map(name => [`${name}/info.yaml`, name])),
    );
    const { files: found } = await reader.search(url('*/info.yaml'));
    const texts = await Promise.all(
      found.map(async each => [
        (await each.content()).toString(),
        (await (await reader.readUrl(each.url)).buffer()).toString(),
      ]),
    );
    expect(texts.sort()).toEqual(names.map(name => [name, name]).sort());
  });

  it('finds nothing where nothing matches', async () => {
    const reader = start(files);
    expect(await reader.search(url('*.json'))).toMatchObject({ files: [] });
  });

  it('says that a directory is not found where the server does', async () => {
    const reader = start(files);
    await expect(reader.search(url('none/*.yaml'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
