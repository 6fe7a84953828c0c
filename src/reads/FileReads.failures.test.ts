import { HostDownError } from '../bitbucket';
import { toResponseError } from './testing/FakeServer';
import { file, useReadScene } from './testing/useReadScene';

const createScene = useReadScene();

/** What becomes of a read while the server is busy. */
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

describe('FileReads', () => {
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

  it.each(busy)('gives %s as an error where somebody has asked for a refresh', async (_, failure) => {
    const { server, read, known, etag } = await createScene();
    await known.doubt(file);
    server.failure = failure;
    await expect(read(file, etag)).rejects.toMatchObject({ name: 'Error' });
  });
});
