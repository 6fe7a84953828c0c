import { PreviewRig } from '../../dev/rig/PreviewRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';
import type { FaultRule } from '../../dev/standin/faults/types';

const { start } = useCommandRig(PreviewRig);
const API = 'https://git.example.com';
const FILE = { 'catalog-info.yaml': '' };
const standIn = {
  projects: [{ key: 'A' }, { key: 'B' }],
  repositories: ['A', 'B'].flatMap(project =>
    ['one', 'two'].map(slug => ({ project, slug, files: FILE })),
  ),
};

const answer = (match: RegExp, status: number): FaultRule[] => [
  { match, respond: { status } },
];

describe('the lines of a preview', () => {
  it.each<{ name: string; rules: FaultRule[] }>([
    { name: 'nothing is wrong', rules: [] },
    { name: 'every answer is 401', rules: answer(/./, 401) },
    { name: 'every answer is 403', rules: answer(/./, 403) },
    { name: 'every answer is 500', rules: answer(/./, 500) },
    { name: 'every connection is reset', rules: [{ match: /./, respond: 'reset' }] },
    { name: 'one repository answers 403', rules: answer(/A\/repos\/two\/browse/, 403) },
    { name: 'the list of a project answers 500', rules: answer(/A\/repos\?/, 500) },
  ])('state what is so where $name', async ({ rules }) => {
    const rig = start({ standIn, rules });
    const { exitCode, stdout, stderr } = await rig.preview({
      providers: { main: {} },
    });
    const said = `${stdout}${stderr}`;
    const urls = rig.standIn.requests.map(({ path }) => `${API}${path}`);
    const counts =
      /(\d+) catalog files?, (\d+) unknown, (\d+) requests?/.exec(stdout) ?? [];
    const lines = (word: string) =>
      stdout.match(new RegExp(`^[AB]/\\w+ +${word}`, 'gm'))?.length ?? 0;
    const named = [...said.matchAll(/GET (\S+?)[;:]? (?:answered|got)/g)];
    const statuses = [...said.matchAll(/answered (\d+)/g)];

    expect(counts.slice(1).map(Number)).toEqual([
      lines('in'),
      lines('unknown'),
      urls.length,
    ]);
    expect(urls).toEqual(expect.arrayContaining(named.map(([, url]) => url)));
    for (const [, status] of statuses) {
      expect(rules).toMatchObject([{ respond: { status: Number(status) } }]);
    }
    // It tells no catalog, and no run follows.
    expect(said).not.toMatch(/was changed|was removed|is kept|next run/);
    expect(said).not.toMatch(/\d\.\d{4,}/);
    const isDone = !/could not be listed|sweep failed/.test(said);
    expect(exitCode).toBe(isDone ? 0 : 1);
  });
});
