import { toResponseError, toTestFile } from './testing/FakeServer';
import { file, useReadScene } from './testing/useReadScene';

const createScene = useReadScene();

describe('FileReads', () => {
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
});
