import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setupServer } from 'msw/node';
import { PreviewRig } from '../../dev/rig/PreviewRig';

const page = readFileSync(
  path.join(__dirname, '..', '..', 'docs', 'preview.md'),
  'utf8',
);

/** The keys in order, all the way down; of a list those of its first item. */
function toKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, 1).map(toKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, inner]) => [key, toKeys(inner)])
    : 'value';
}

describe('docs/preview.md', () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  it('shows the keys that the JSON has', async () => {
    const rig = new PreviewRig({
      server,
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
    rig.remove();

    const [, example = ''] = /^```json\n([^]*?)^```/m.exec(page) ?? [];
    expect(toKeys(JSON.parse(stdout))).toEqual(toKeys(JSON.parse(example)));
  });

  it('has the options of the command', async () => {
    const rig = new PreviewRig({ server });
    const { stdout } = await rig.preview({ args: ['--help'] });
    rig.remove();

    const options = [...stdout.matchAll(/^ +(--[^ ]+(?: <[^>]+>)?)/gm)];
    const rows = [...page.matchAll(/^\| `(--[^`]+)`/gm)];
    expect(rows.map(([, option]) => option)).toEqual(
      options.map(([, option]) => option),
    );
  });
});
