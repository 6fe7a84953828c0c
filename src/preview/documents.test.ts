import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PreviewRig } from '../../dev/rig/PreviewRig';
import { toKeys } from '../../dev/rig/toKeys';
import { useCommandRig } from '../../dev/rig/useCommandRig';

const page = readFileSync(
  path.join(__dirname, '..', '..', 'docs', 'preview.md'),
  'utf8',
);

describe('docs/preview.md', () => {
  const { start } = useCommandRig(PreviewRig);

  it('shows the keys that the JSON has', async () => {
    const rig = start({
      standIn: {
        projects: [{ key: 'PLAT' }, { key: 'SECRET' }],
        repositories: [
          { project: 'PLAT', slug: 'api', files: { 'catalog-info.yaml': '' } },
          { project: 'PLAT', slug: 'docs', files: { 'README.md': '' } },
        ],
      },
      rules: [{ match: 'SECRET', respond: { status: 401 } }],
    });
    const { stdout } = await rig.preview({
      providers: { main: {} },
      args: ['--json'],
    });

    const [, example = ''] = /^```json\n([^]*?)^```/m.exec(page) ?? [];
    expect(toKeys(JSON.parse(stdout))).toEqual(toKeys(JSON.parse(example)));
  });

  it('has the options of the command', async () => {
    const { stdout } = await start().preview({ args: ['--help'] });

    const options = [...stdout.matchAll(/^ +(--[^ ]+(?: <[^>]+>)?)/gm)];
    const rows = [...page.matchAll(/^\| `(--[^`]+)`/gm)];
    expect(rows.map(([, option]) => option)).toEqual(
      options.map(([, option]) => option),
    );
  });
});
