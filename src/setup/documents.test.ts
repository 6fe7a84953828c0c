import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setupServer } from 'msw/node';
import { goodWebhook, SetupRig } from '../../dev/rig/SetupRig';
import { addDelivery } from '../../dev/standin/webhook/deliveryStatistics';

const page = readFileSync(
  path.join(__dirname, '..', '..', 'docs', 'webhooks.md'),
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

describe('docs/webhooks.md', () => {
  const server = setupServer();
  let rig: SetupRig;
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    rig = new SetupRig({ server, standIn: { projects: [{ key: 'PLAT' }] } });
  });
  afterEach(() => rig.remove());
  afterAll(() => server.close());

  it('shows the keys that the JSON has', async () => {
    const { statistics } = rig.standIn.webhooks.add(
      { project: 'PLAT' },
      { ...goodWebhook, events: ['repo:refs_changed', 'project:modified'] },
    );
    addDelivery(statistics, { outcome: 'FAILURE', description: '503', at: 1 });
    const { stdout } = await rig.run([
      ...['--url', 'https://backstage.example.com', '--apply', '--json'],
    ]);

    const [, example = ''] = /^```json\n([^]*?)^```/m.exec(page) ?? [];
    expect(toKeys(JSON.parse(stdout))).toEqual(toKeys(JSON.parse(example)));
  });

  it('has the options of the command', async () => {
    const { stdout } = await rig.run(['--help']);
    const options = [...stdout.matchAll(/^ +(--[^ ]+(?: <[^>]+>)?)/gm)];
    const rows = [...page.matchAll(/^\| `(--[^`]+)`/gm)];
    expect(rows.map(([, option]) => option)).toEqual(
      options.map(([, option]) => option),
    );
  });
});
