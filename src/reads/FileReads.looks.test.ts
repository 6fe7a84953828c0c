import { file, idOf, useReadScene } from './testing/useReadScene';

const createScene = useReadScene();

describe('FileReads', () => {
  it('reads what a look at the directory has shown to be another', async () => {
    const { server, read, look, etag } = await createScene();
    server.contents.set(file.path, 'two');
    expect(await look({ [file.path]: idOf('two') })).toEqual([
      expect.objectContaining({ target: file.target }),
    ]);
    expect(await read(file, etag)).toMatchObject({ text: 'two' });
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

  it('does not believe what is older than what the catalog holds', async () => {
    const { server, read, look } = await createScene();
    await look({ [file.path]: idOf('old') });
    const ahead = `${idOf('new')}@9999999999999999`;
    server.contents.set(file.path, 'new');
    expect(await read(file, ahead)).toBe('not modified');
    expect(server.reads).toHaveLength(1);
  });
});
