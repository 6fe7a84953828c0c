import { HostDownError } from '../bitbucket';
import { toContentId } from './etag';
import { createFileReads } from './testing/createFileReads';
import { FakeServer, toResponseError, toTestFile } from './testing/FakeServer';

const file = toTestFile();
const idOf = (text: string) => toContentId(Buffer.from(text));

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] });
});

afterEach(() => {
  jest.useRealTimers();
});

/** A catalog that has read the file once. */
async function createScene(
  options: Parameters<typeof createFileReads>[0] = {},
) {
  const scene = createFileReads(options);
  scene.server.contents.set(file.path, 'one');
  const first = await scene.read(file);
  if (first === 'not modified') {
    throw new Error('nothing was read');
  }
  scene.server.reads.length = 0;
  scene.answers.length = 0;
  return { ...scene, etag: first.etag! };
}

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

  it('reads what a look at the directory has shown to be another', async () => {
    const { server, read, look, etag } = await createScene();
    server.contents.set(file.path, 'two');
    expect(await look({ [file.path]: idOf('two') })).toEqual([
      expect.objectContaining({ target: file.target }),
    ]);
    expect(await read(file, etag)).toMatchObject({ text: 'two' });
    expect(server.reads).toHaveLength(1);
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

  it('believes a look that shows the same for as long as if it were a read', async () => {
    const { server, read, look, etag } = await createScene();
    jest.advanceTimersByTime(59_000);
    expect(await look({ [file.path]: idOf('one') })).toEqual([]);
    jest.advanceTimersByTime(44_000);
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toEqual([]);
  });

  it.each([
    ['leaves the id out', { [file.path]: undefined }, {}],
    ['broke off before the file', {}, { isComplete: false }],
  ])('takes nothing from a look that %s', async (_, files, options) => {
    const { server, read, look, etag } = await createScene();
    expect(await look(files, options)).toEqual([]);
    expect(await read(file, etag)).toBe('not modified');
    expect(server.reads).toEqual([]);
  });

  it('asks for a file that a look no longer shows', async () => {
    const { server, read, look, etag } = await createScene();
    server.contents.clear();
    expect(await look({ 'other.yaml': idOf('x') })).toHaveLength(1);
    await expect(read(file, etag)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(await look({ 'other.yaml': idOf('x') })).toEqual([]);
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

  it.each([
    'NoSuchPathException',
    'NoSuchRepositoryException',
    'NoSuchProjectException',
    'NoSuchCommitException',
  ])('takes a file for missing where the server says %s', async name => {
    const { server, read, etag } = await createScene();
    jest.advanceTimersByTime(60_000);
    server.failure = toResponseError(404, name);
    await expect(read(file, etag)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: `${file.target} could not be read as ${file.restUrl}, 404 Not Found`,
    });
  });

  it.each([
    [404, 'Not Found'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
    [204, 'No Content'],
  ])('gives a plain %i as an ordinary error, in the words of Backstage', async (status, words) => {
    const { server, read, etag, answers } = await createScene();
    jest.advanceTimersByTime(60_000);
    server.failure = toResponseError(status);
    await expect(read(file, etag)).rejects.toMatchObject({
      name: 'Error',
      message: `${file.target} could not be read as ${file.restUrl}, ${status} ${words}`,
    });
    expect(answers).toEqual(['failed']);
  });

  it('knows why a file could not be read until it is', async () => {
    const { server, read, etag, failedReads } = await createScene();
    jest.advanceTimersByTime(60_000);
    const failure = toResponseError(403);
    server.failure = failure;
    await read(file, etag).catch(() => {});
    expect(failedReads.find(file.target)).toBe(failure);
    expect(failedReads.find(`${file.target}?at=dev`)).toBeUndefined();
    server.failure = undefined;
    await read(file, etag);
    expect(failedReads.find(file.target)).toBeUndefined();
  });

  it('passes a login page on, and neither keeps nor believes it', async () => {
    const { server, read, etag } = await createScene();
    jest.advanceTimersByTime(60_000);
    server.contents.set(file.path, '<html>sign in</html>');
    server.contentType = 'text/html;charset=UTF-8';
    expect(await read(file, etag)).toEqual({ text: '<html>sign in</html>' });
    server.contents.set(file.path, 'one');
    server.contentType = 'text/plain';
    expect(await read(file, etag)).toBe('not modified');
  });

  const busy = [
    ['a 429', toResponseError(429)],
    ['a 503', toResponseError(503)],
    [
      'a host that is down',
      new HostDownError({
        url: file.restUrl,
        failures: 20,
        cause: new Error('refused'),
      }),
    ],
  ] as const;

  it.each(busy)('stays with what the catalog holds over %s, while that is not too old', async (_, failure) => {
    const scene = await createScene({ config: { checksPerMinute: 60 } });
    const { server, read, etag, answers } = scene;
    server.failure = failure;
    jest.advanceTimersByTime(30_000);
    expect(await read(file, etag)).toBe('not modified');
    expect(await read(file)).toMatchObject({ text: 'one' });
    expect(answers).toEqual(['stale', 'stale']);
    jest.advanceTimersByTime(60_000);
    await expect(read(file, etag)).rejects.toMatchObject({ name: 'Error' });
  });

  describe('while two wait for the server', () => {
    const others = ['a.yaml', 'b.yaml', 'c.yaml'].map(path => toTestFile(path));
    const settle = async () => jest.advanceTimersByTimeAsync(0);

    /** Everything is due, and the first two of the others are waited for. */
    async function createBusyScene() {
      const scene = await createScene({ config: { checksPerMinute: 60 } });
      const { server, read, answers } = scene;
      for (const { path } of others) {
        server.contents.set(path, 'one');
      }
      await Promise.all(others.map(other => read(other)));
      jest.advanceTimersByTime(30_000);
      server.reads.length = 0;
      answers.length = 0;
      const arrivals: (() => void)[] = [];
      server.onTheWay = () => new Promise(resolve => arrivals.push(resolve));
      const waiting = others.slice(0, 2).map(other => read(other));
      await settle();
      return {
        ...scene,
        arrive: async () => {
          server.onTheWay = async () => {};
          arrivals.forEach(each => each());
          await Promise.all(waiting);
          await settle();
        },
      };
    }

    it('answers at once for what it knows, and looks meanwhile', async () => {
      const { server, read, etag, answers, refreshed, arrive } =
        await createBusyScene();
      expect(await read(file, etag)).toBe('not modified');
      expect(await read(file)).toMatchObject({ text: 'one' });
      expect(answers).toEqual(['stale', 'stale']);
      await settle();
      expect(server.reads).toEqual(['a.yaml', 'b.yaml', file.path]);
      await arrive();
      expect(refreshed).toEqual([]);
      // It is confirmed by then.
      expect(await read(file, etag)).toBe('not modified');
      expect(answers.slice(-1)).toEqual(['unmodified']);
    });

    it('has the catalog read again what turns out to have changed', async () => {
      const { server, read, etag, refreshed, arrive } = await createBusyScene();
      server.contents.set(file.path, 'two');
      expect(await read(file, etag)).toBe('not modified');
      await arrive();
      expect(refreshed).toEqual([file.target]);
      expect(await read(file, etag)).toMatchObject({ text: 'two' });
    });

    it('has the catalog read again what turns out to be gone', async () => {
      const { server, read, etag, refreshed, arrive } = await createBusyScene();
      server.contents.delete(file.path);
      expect(await read(file, etag)).toBe('not modified');
      await arrive();
      expect(refreshed).toEqual([file.target]);
      await expect(read(file, etag)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('hears nothing of a look that fails', async () => {
      const { server, read, etag, refreshed, arrive } = await createBusyScene();
      server.failure = toResponseError(500);
      expect(await read(file, etag)).toBe('not modified');
      server.failure = undefined;
      await arrive();
      expect(refreshed).toEqual([]);
    });

    it('says of what was refused that it is, as long as it is', async () => {
      const { server, read, etag, arrive } = await createBusyScene();
      server.onTheWay = async () => {};
      server.failure = toResponseError(403);
      expect(await read(file, etag)).toBe('not modified');
      await settle();
      await expect(read(file, etag)).rejects.toThrow('403');
      server.failure = undefined;
      await arrive();
    });

    it('has those wait that ask for what is new, doubted or too old', async () => {
      const { server, read, known, etag, answers, arrive } =
        await createBusyScene();
      server.contents.set('new.yaml', 'new');
      await known.doubt(file);
      const reading = [read(toTestFile('new.yaml')), read(file, etag)];
      await settle();
      expect(answers).toEqual([]);
      jest.advanceTimersByTime(60_000);
      reading.push(read(toTestFile('c.yaml')));
      await settle();
      expect(answers).toEqual([]);
      await arrive();
      await Promise.all(reading);
    });
  });

  it.each(busy)('gives %s as an error where somebody has asked for a refresh', async (_, failure) => {
    const { server, read, known, etag } = await createScene();
    await known.doubt(file);
    server.failure = failure;
    await expect(read(file, etag)).rejects.toMatchObject({ name: 'Error' });
  });

  it('does not believe what is older than what the catalog holds', async () => {
    const { server, read, look } = await createScene();
    await look({ [file.path]: idOf('old') });
    const ahead = `${idOf('new')}@9999999999999999`;
    server.contents.set(file.path, 'new');
    expect(await read(file, ahead)).toBe('not modified');
    expect(server.reads).toHaveLength(1);
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
