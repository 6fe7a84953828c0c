import { LogLines } from '../../dev/rig/LogLines';
import { ForeignIds } from './ForeignIds';
import { KnownFiles } from './KnownFiles';
import { LookObserver } from './LookObserver';
import { MemoryFileRows } from './MemoryFileRows';
import { toTestFile } from './testing/FakeServer';

const changing = toTestFile('changing.yaml');
const going = toTestFile('going.yaml');
const staying = toTestFile('staying.yaml');
const { host, projectKey, repoSlug } = changing;
const root = { projectKey, repoSlug, path: '' };
const [one, two] = ['1'.repeat(40), '2'.repeat(40)];

describe('LookObserver', () => {
  /** Looks at the root, in which all files were read before. */
  async function look(
    files: { name: string; contentId?: string }[],
    { isComplete = true } = {},
  ) {
    const rows = new MemoryFileRows();
    const known = new KnownFiles({ rows: async () => rows });
    for (const file of [changing, going, staying]) {
      await known.seeFile(file, { ...(await known.begin()), contentId: one });
    }
    const refreshed: string[] = [];
    const observer = new LookObserver({
      ...{ host, known, logger: new LogLines() },
      foreignIds: new ForeignIds(),
      refresh: async targets => {
        refreshed.push(...targets);
      },
    });
    const tell = await observer.onLook(root);
    await tell({ files, isComplete });
    const gone = await known.find(going);
    return { refreshed, gone };
  }

  it('has the catalog read again what has changed, and not what is gone', async () => {
    const { refreshed, gone } = await look([
      { name: 'changing.yaml', contentId: two },
      { name: 'staying.yaml', contentId: one },
    ]);
    expect(refreshed).toEqual([changing.target]);
    expect(gone?.contentId).toBeUndefined();
  });

  it('has it read nothing where nothing has changed but what is gone', async () => {
    const { refreshed } = await look([
      { name: 'changing.yaml', contentId: one },
      { name: 'staying.yaml', contentId: one },
    ]);
    expect(refreshed).toEqual([]);
  });

  it('takes nothing for gone in a directory that was not read to its end', async () => {
    const { refreshed, gone } = await look(
      [{ name: 'changing.yaml', contentId: two }],
      { isComplete: false },
    );
    expect(refreshed).toEqual([changing.target]);
    expect(gone?.contentId).toBe(one);
  });
});
