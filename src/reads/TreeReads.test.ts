import { ConfigReader } from '@backstage/config';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createReader } from '../../dev/rig/createReader';
import { serve, type Served } from '../http/testing/serve';

const commit = 'c0ffee'.repeat(7).slice(0, 40);
const etag = commit.slice(0, 12);
const repository = '/rest/api/1.0/projects/KEY/repos/repo';

/** What a server gives as archive, with a folder before all paths. */
function pack(files: Record<string, string>): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(folder, 'KEY-repo', name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  const archive = execFileSync('tar', ['czf', '-', '-C', folder, 'KEY-repo']);
  rmSync(folder, { recursive: true });
  return archive;
}

describe('TreeReads', () => {
  let served: Served;
  let status: number;
  let archive: Buffer;

  beforeEach(async () => {
    status = 200;
    archive = pack({ 'a.yaml': 'a', 'docs/b.md': 'b' });
    served = await serve((request, response) => {
      const isArchive = request.url?.includes('/archive?');
      response.statusCode = isArchive ? status : 200;
      response.end(
        isArchive ? archive : JSON.stringify({ values: [{ id: commit }] }),
      );
    });
  });

  afterEach(() => served.close());

  function create() {
    const { host } = new URL(served.url);
    const apiBaseUrl = `${served.url}/rest/api/1.0`;
    const { reader } = createReader(
      new ConfigReader({
        integrations: {
          bitbucketServer: [{ host, apiBaseUrl, retry: { maxRetries: 0 } }],
        },
      }),
    );
    return reader;
  }

  const toUrl = (rest: string) => `${served.url}/projects/KEY/repos/repo${rest}`;

  it('gives the files of a repository on its default branch, with the commit as etag', async () => {
    const tree = await create().readTree(toUrl('/browse'));
    expect(tree.etag).toBe(etag);
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual(['a.yaml', 'docs/b.md']);
    expect(served.paths).toEqual([
      `${repository}/commits?limit=1`,
      `${repository}/archive?format=tgz&at=${commit}&prefix=KEY-repo`,
    ]);
  });

  it.each([
    ['a login page', Buffer.from('<html>sign in</html>')],
    ['nothing', Buffer.alloc(0)],
  ])('takes %s in place of an archive for no tree', async (_, body) => {
    archive = body;
    const tree = create().readTree(toUrl('/browse'));
    await expect(tree).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringContaining('what was answered is no archive'),
    });
  });

  it('takes an archive whose packing was undone on the way', async () => {
    archive = gunzipSync(archive);
    const tree = await create().readTree(toUrl('/browse'));
    expect(await tree.files()).toHaveLength(2);
  });

  it('gives those of a directory on a branch, and only those that are wanted', async () => {
    archive = pack({ 'docs/a.md': 'a', 'docs/b.md': 'b' });
    const tree = await create().readTree(toUrl('/browse/docs?at=dev'), {
      filter: name => name === 'b.md',
    });
    const [file, ...others] = await tree.files();
    expect(file?.path).toBe('b.md');
    expect((await file?.content())?.toString()).toBe('b');
    expect(others).toEqual([]);
    expect(served.paths).toEqual([
      `${repository}/commits?until=dev&limit=1`,
      `${repository}/archive?format=tgz&at=${commit}&prefix=KEY-repo&path=docs`,
    ]);
  });

  it('downloads nothing where the commit is the same', async () => {
    await expect(
      create().readTree(toUrl('/browse'), { etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    expect(served.paths).toHaveLength(1);
  });

  it('takes an archive that is larger than any answer of the API', async () => {
    archive = gzipSync(randomBytes(18 * 1024 * 1024), { level: 0 });
    const tree = await create().readTree(toUrl('/browse'));
    const chunks: number[] = [];
    for await (const chunk of await tree.archive()) {
      chunks.push(chunk.length);
    }
    const size = chunks.reduce((sum, length) => sum + length, 0);
    expect(size).toBe(archive.length);
  });

  it.each([
    [404, 'Error'],
    [403, 'Error'],
    [500, 'Error'],
  ])('gives a plain %i as an ordinary error', async (answered, name) => {
    status = answered;
    archive = Buffer.from('no');
    await expect(create().readTree(toUrl('/browse'))).rejects.toMatchObject({
      name,
      message: expect.stringContaining(`answered ${answered}`),
    });
  });

  it('says that a repository is not found where the server does', async () => {
    status = 404;
    archive = Buffer.from(
      JSON.stringify({
        errors: [{ message: 'no', exceptionName: 'com.x.NoSuchRepositoryException' }],
      }),
    );
    await expect(create().readTree(toUrl('/browse'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
