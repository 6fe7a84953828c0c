import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goodWebhook, SetupRig } from '../../dev/rig/SetupRig';
import { toKeys } from '../../dev/rig/toKeys';
import { useCommandRig } from '../../dev/rig/useCommandRig';
import { addDelivery } from '../../dev/standin/webhook/deliveryStatistics';

const page = readFileSync(
  path.join(__dirname, '..', '..', 'docs', 'webhooks.md'),
  'utf8',
);

describe('docs/webhooks.md', () => {
  const { start } = useCommandRig(SetupRig);
  let rig: SetupRig;
  beforeEach(() => {
    rig = start({ standIn: { projects: [{ key: 'PLAT' }] } });
  });

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
