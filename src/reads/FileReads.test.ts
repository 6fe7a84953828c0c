import { createFileReads } from './testing/createFileReads';
import { FakeServer, toTestFile } from './testing/FakeServer';
import { file, idOf, useReadScene } from './testing/useReadScene';

const createScene = useReadScene();

describe('FileReads', () => {
  it('reads a file that nobody has asked for, and gives its git id as etag', async () => {
    const { server, read, answers } = createFileReads();
    server.contents.set(file.path, 'one');
    expect(await read(file)).toEqual({
      text: 'one',
      etag: expect.stringMatching(new RegExp(`^${idOf('one')}@\\d+$`)),
    });
    expect(answers).toEqual(['read']);
  });

  it('waits for its turn as long as is configured, and no longer', async () => {
    const { server, read } = createFileReads({ config: { maxWaitMs: 2_000 } });
    server.contents.set(file.path, 'one');
    await read(file);
    expect(server.waitsMs).toEqual([2_000]);
  });

  it('asks nothing where the catalog holds what was last seen', async () => {
    const { server, read, etag, answers } = await createScene();
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toEqual([]);
    expect(answers).toEqual(['unmodified']);
  });

  it('asks nothing of a process that has just started', async () => {
    const { server, rows, etag } = await createScene();
    const restarted = createFileReads({ server, rows });
    expect(await restarted.read(file, etag)).toBe('not modified');
    expect(server.reads).toEqual([]);
  });

  it('gives a content that was kept where the catalog has no etag', async () => {
    const { server, read, etag, answers } = await createScene();
    expect(await read(file)).toEqual({ text: 'one', etag });
    expect(server.reads).toEqual([]);
    expect(answers).toEqual(['kept']);
  });

  it('reads a file above the limit of what is kept each time that it has no etag', async () => {
    const { server, read } = createFileReads({ config: { keptFileBytes: 2 } });
    server.contents.set(file.path, 'one');
    await read(file);
    await read(file);
    expect(server.reads).toHaveLength(2);
  });

  it.each([
    ['back by an hour', -3_600_000],
    ['ahead by an hour', 3_600_000],
  ])('reads once where the clock was set %s', async (_, byMs) => {
    const { server, read, etag } = await createScene();
    jest.setSystemTime(Date.now() + byMs);
    expect(await read(file, etag)).toBe('not modified');
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toHaveLength(1);
  });

  it('reads once what nobody has looked at for long, and compares it', async () => {
    const { server, read, etag, answers } = await createScene();
    jest.advanceTimersByTime(60_000);
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toHaveLength(1);
    expect(answers).toEqual(['read']);
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toHaveLength(1);
  });

  it('reads anew what is doubted, before everything else', async () => {
    const { server, read, known, etag } = await createScene();
    server.contents.set(file.path, 'two');
    await known.doubt({ ...file, projectKey: 'key' });
    server.priorities.length = 0;
    expect(await read(file, etag)).toMatchObject({ text: 'two' });
    await read(toTestFile('other.yaml')).catch(() => {});
    expect(server.priorities).toEqual(['urgent', 'ordinary']);
  });

  it('does not doubt other repositories', async () => {
    const { server, read, known, etag } = await createScene();
    await known.doubt({ ...file, repoSlug: 'other' });
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toEqual([]);
  });

  it('tells a branch from the default one', async () => {
    const { server, read } = await createScene();
    await read(toTestFile(file.path, { at: 'refs/heads/dev' }));
    expect(server.reads).toHaveLength(1);
  });

  it('asks once for what is asked for twice at the same time', async () => {
    const { server, read } = createFileReads();
    server.contents.set(file.path, 'one');
    const both = await Promise.all([read(file), read(file)]);
    expect(both[0]).toEqual(both[1]);
    expect(server.reads).toHaveLength(1);
  });

  it('does not wait for a read that was begun before a refresh', async () => {
    const { server, read, known, etag } = await createScene();
    let arrive = () => {};
    server.onTheWay = () => new Promise(resolve => { arrive = resolve; });
    jest.advanceTimersByTime(60_000);
    const early = read(file, etag);
    await jest.advanceTimersByTimeAsync(0);
    server.onTheWay = async () => {};
    server.contents.set(file.path, 'two');
    await known.doubt(file);
    expect(await read(file, etag)).toMatchObject({ text: 'two' });
    arrive();
    // What arrives late is older than what was handed out.
    expect(await early).toMatchObject({ text: 'two' });
  });

  it('gives up on a file that changes each time while it is read', async () => {
    const { server, read, rows } = await createScene();
    let change = 0;
    server.onTheWay = async () => {
      // Somebody else reads it, and something else, at the same time.
      change += 1;
      const other = new FakeServer();
      other.contents.set(file.path, `other ${change}`);
      const replica = createFileReads({ server: other, rows });
      await replica.known.doubt(file);
      await replica.read(file);
    };
    jest.advanceTimersByTime(60_000);
    await expect(read(file)).rejects.toThrow('it changed each time');
    expect(server.reads).toHaveLength(3);
  });
});
