import { TestDatabases } from '@backstage/backend-test-utils';
import { LogLines } from '../../dev/rig/LogLines';
import { MigratedDatabase } from '../database';
import { databaseIds } from '../database/testing/databaseIds';
import { DatabaseFileRows } from './DatabaseFileRows';
import type { FileRows, FileTarget } from './types';
import { Beginning, KnownFiles } from './KnownFiles';
import { MemoryFileRows } from './MemoryFileRows';
import { toTestFile } from './testing/FakeServer';

const databases = TestDatabases.create({ ids: databaseIds });
const file = toTestFile();
const other = toTestFile('docs/other.yaml', { at: 'refs/heads/dev' });
const root = { host: file.host, projectKey: 'KEY', repoSlug: 'repo', path: '' };
const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
const DAY_MS = 24 * 60 * 60_000;

async function openDatabase(id: (typeof databaseIds)[number]) {
  const knex = await databases.init(id);
  const database = { getClient: async () => knex };
  const logger = new LogLines();
  const client = await new MigratedDatabase({ database, logger }).client();
  return new DatabaseFileRows({ client: client! });
}

describe.each<[string, () => Promise<FileRows>]>([
  ['in memory', async () => new MemoryFileRows()],
  ...databaseIds.map((id): [string, () => Promise<FileRows>] => [
    `on ${id}`,
    () => openDatabase(id),
  ]),
])('KnownFiles %s', (_, open) => {
  let rows: FileRows;
  let known: KnownFiles;

  beforeEach(async () => {
    rows = await open();
    known = new KnownFiles({ rows: async () => rows });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  async function see(
    target = file,
    contentId: string | undefined = one,
  ) {
    return known.seeFile(target, { ...(await known.begin()), contentId });
  }

  async function look(
    files: { name: string; contentId?: string }[],
    { directory = root }: { directory?: typeof root & { at?: string } } = {},
  ) {
    const begun = await known.begin();
    return known.seeDirectory(directory, {
      ...begun,
      files,
      isComplete: true,
    });
  }

  it('knows nothing of a file that nobody has asked for, whoever looks', async () => {
    expect(await look([{ name: file.path, contentId: one }])).toEqual([]);
    expect(await known.find(file)).toBeUndefined();
    expect(await known.countWatched(file.host)).toBe(0);
  });

  it('knows what was read', async () => {
    await see();
    expect(await known.find(file)).toMatchObject({ contentId: one });
    expect(await known.countWatched(file.host)).toBe(1);
    expect(await known.countWatched('other.example.com')).toBe(0);
  });

  it('knows what replicas have seen through the same rows', async () => {
    await see();
    const replica = new KnownFiles({ rows: async () => rows });
    expect(await replica.find(file)).toMatchObject({ contentId: one });
  });

  it('learns from a look at the very directory and ref', async () => {
    await see();
    await see(other);
    const directory = { ...root, path: 'docs', at: 'refs/heads/dev' };
    const shown = [{ name: 'other.yaml', contentId: two }];
    const otherRef = { ...root, path: 'docs' };
    expect(await look(shown, { directory: otherRef })).toEqual([]);
    expect(await look(shown, { directory })).toMatchObject([
      { target: other.target, contentId: two },
    ]);
    expect(await known.find(other)).toMatchObject({ contentId: two });
    expect(await known.find(file)).toMatchObject({ contentId: one });
  });

  it('tells once of a change that looks show', async () => {
    await see();
    const shown = [{ name: file.path, contentId: two }];
    expect(await look(shown)).toHaveLength(1);
    expect(await look(shown)).toEqual([]);
  });

  it('believes neither of two that were asked for at the same time', async () => {
    await see();
    const begun = await known.begin();
    await look([{ name: file.path, contentId: two }]);
    const now = await known.seeFile(file, { ...begun, contentId: one });
    expect(now.contentId).toBe(two);
    expect(now.doubtedAt).toBeGreaterThan(now.seenFrom);
  });

  it('keeps one file by two addresses in step', async () => {
    const target = file.target.replace('KEY', 'key');
    const alias = { ...file, target, projectKey: 'key' };
    await see(file, one);
    await see(alias, two);
    expect(await known.find(file)).toMatchObject({ contentId: two });
    expect(await look([{ name: file.path, contentId: one }])).toHaveLength(2);
  });

  it('doubts the files of one repository, letters aside, and believes what is seen afterwards', async () => {
    const elsewhere = toTestFile('a.yaml', { repoSlug: 'repo-2' });
    await see();
    await see(elsewhere);
    await known.doubt({ host: file.host, projectKey: 'key', repoSlug: 'REPO' });
    const doubted = await known.find(file);
    const untouched = await known.find(elsewhere);
    expect(doubted!.doubtedAt).toBeGreaterThan(doubted!.seenFrom);
    expect(untouched!.doubtedAt).toBe(0);
    const again = await see();
    expect(again.doubtedAt).toBeLessThanOrEqual(again.seenFrom);
  });

  describe('where a hash has not moved since a look', () => {
    async function confirm(
      contentId: string,
      { target = file, begun }: { target?: FileTarget; begun?: Beginning } = {},
    ) {
      const { host, projectKey, repoSlug, path, at } = target;
      const name = { projectKey: projectKey.toLowerCase(), repoSlug };
      await known.confirm(
        [{ ...name, path, at, contentId }],
        { ...(begun ?? (await known.begin())), host },
      );
    }

    it('takes in what the look has shown, as of before the hash was read', async () => {
      const seen = await see();
      await see(other, two);
      const begun = await known.begin();
      await confirm(one, { begun: { ...begun, confirmedAt: 1 } });
      await confirm(two, { target: other });
      const now = (await known.find(file))!;
      expect(now).toMatchObject({ contentId: one, confirmedAt: 1 });
      expect(now.seenFrom).toBe(begun.seenFrom);
      expect(now.seenUntil).toBeGreaterThan(seen.seenUntil);
      expect((await known.find(other))!.seenFrom).toBeGreaterThan(
        begun.seenFrom,
      );
    });

    it('says nothing of what a push has changed after the look', async () => {
      const before = await see();
      const begun = await known.begin();
      const pushed = await see(file, two);
      await confirm(one, { begun });
      await confirm(one);
      expect(pushed.seenFrom).toBeGreaterThanOrEqual(before.seenUntil);
      expect(await known.find(file)).toMatchObject(pushed);
    });

    it('takes nothing back of what was seen since the hash was read', async () => {
      await see();
      const begun = await known.begin();
      await known.doubt(root);
      const again = await see();
      await confirm(one, { begun });
      expect(await known.find(file)).toMatchObject(again);
    });

    it('leaves a file in doubt, whether it came before or after', async () => {
      const isBelieved = async () => {
        const now = (await known.find(file))!;
        return now.seenFrom >= now.doubtedAt;
      };
      await see();
      await known.doubt(root);
      await confirm(one);
      expect(await isBelieved()).toBe(false);
      await see();
      const begun = await known.begin();
      await known.doubt(root);
      await confirm(one, { begun });
      expect(await isBelieved()).toBe(false);
    });

    it('confirms any number of files', async () => {
      const files = Array.from({ length: 1_201 }, (_each, index) =>
        toTestFile(`${index}.yaml`),
      );
      for (const index of [0, 600, 1_200]) {
        await see(files[index]);
      }
      const begun = { ...(await known.begin()), confirmedAt: 1 };
      await known.confirm(
        files.map(({ projectKey, repoSlug, path }) => ({
          ...{ projectKey, repoSlug, path, contentId: one },
        })),
        { ...begun, host: file.host },
      );
      for (const index of [0, 600, 1_200]) {
        expect(await known.find(files[index]!)).toMatchObject({
          contentId: one,
          confirmedAt: 1,
        });
      }
    });
  });

  it('knows that a file is gone, and does not make a row for one that never was', async () => {
    const missing = { ...(await known.begin()), contentId: undefined };
    await known.seeFile(other, missing);
    expect(await known.find(other)).toBeUndefined();
    await see();
    const gone = { ...(await known.begin()), contentId: undefined };
    await known.seeFile(file, gone);
    expect(await known.find(file)).toMatchObject({ contentId: undefined });
  });

  it('takes in everything where several see something at once', async () => {
    await see();
    await Promise.all(
      Array.from({ length: 8 }, async (_each, index) =>
        see(file, `${index}`.repeat(40)),
      ),
    );
    const settled = await see(file, two);
    expect(settled.contentId).toBe(two);
  });

  it('forgets a file that nobody has asked for in a week, and counts those of a day', async () => {
    const start = Date.now();
    const at = (ms: number) => {
      jest.spyOn(Date, 'now').mockReturnValue(start + ms);
    };
    await see();
    await see(other);
    at(2 * DAY_MS);
    expect(await known.countWatched(file.host)).toBe(0);
    await known.find(file);
    expect(await known.countWatched(file.host)).toBe(1);
    at(8 * DAY_MS);
    expect(await known.countWatched(file.host)).toBe(0);
    expect(await known.find(other)).toBeUndefined();
    expect(await known.find(file)).toBeDefined();
  });
});
