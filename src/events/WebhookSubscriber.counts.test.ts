import { driveTimers } from '../../dev/rig/driveTimers';
import { Replica } from '../../dev/rig/Replica';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { createRig } from '../../dev/rig/webhookScene';
import { change, webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';
import { ProcessWebhookTable } from './WebhookTable';

const network = useTestNetwork();

afterEach(() => {
  jest.restoreAllMocks();
});

/** Has one event in, and gives from which projects webhooks were heard. */
async function hear(eventType: string, body: unknown): Promise<string[]> {
  const rig = createRig({ network });
  const { counts, outcome } = await send(rig, { eventType, body });
  await outcome;
  const { projectKeys } = await counts.read({ now: Date.now() });
  return [...projectKeys];
}

async function send(
  rig: WebhookRig,
  { eventType, body }: { eventType: string; body: unknown },
) {
  const { memory, webhooks, webhookCounts } = new Replica({ rig });
  const known = { key: 'id:31', projectKey: 'ORBIT', repoSlug: 'antenna' };
  await driveTimers(memory.bump([known], { asker: 'run' }));
  await webhooks.subscribe(rig.events);
  const outcome = rig.publish(eventType, body).then(async () => {
    // Nothing tells that a project was looked up.
    await jest.advanceTimersByTimeAsync(2_000);
    await webhookCounts.whenIdle();
  });
  return { counts: webhookCounts, outcome };
}

describe('WebhookSubscriber, of how many webhooks come', () => {
  it.each<[string, string, unknown, string[]]>([
    ['a push', 'repo:refs_changed', webhookBodies.push(), ['orbit']],
    [
      'a push of tags alone',
      'repo:refs_changed',
      webhookBodies.push({ changes: [change('ADD', { tag: 'v1' })] }),
      ['orbit'],
    ],
    [
      'a push to a branch that is not read',
      'repo:refs_changed',
      webhookBodies.push({ changes: [change('UPDATE', { branch: 'topic' })] }),
      ['orbit'],
    ],
    ['a new name', 'repo:modified', webhookBodies.rename(), ['orbit']],
    [
      'a new key of a project, which it has now',
      'project:modified',
      webhookBodies.project({ new: { key: 'SPACE', type: 'NORMAL' } }),
      ['space'],
    ],
  ])('counts %s', async (_, eventType, body, projects) => {
    expect(await hear(eventType, body)).toEqual(projects);
  });

  it.each<[string, string, unknown]>([
    [
      'of another host',
      'repo:refs_changed',
      webhookBodies.push({
        repository: {
          ...repository(),
          links: { self: [{ href: 'https://evil.example.com/x' }] },
        },
      }),
    ],
    [
      'of a project that is not known',
      'repo:refs_changed',
      webhookBodies.push({
        repository: { ...repository(), id: 99, project: { key: 'MADEUP' } },
      }),
    ],
    [
      'of a new key of a project that is not known',
      'project:modified',
      webhookBodies.project({
        old: { key: 'MADEUP', type: 'NORMAL' },
        new: { key: 'MADEUP2', type: 'NORMAL' },
      }),
    ],
    ['that cannot be read', 'repo:refs_changed', { changes: [] }],
  ])('counts none %s', async (_, eventType, body) => {
    expect(await hear(eventType, body)).toEqual([]);
  });

  it('lets none wait for what is written of it', async () => {
    jest
      .spyOn(ProcessWebhookTable.prototype, 'add')
      .mockImplementation(() => new Promise(() => {}));
    const rig = createRig({ network });
    const { webhooks } = new Replica({ rig });
    await webhooks.subscribe(rig.events);
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });
    expect(outcome).toMatch(/was checked/);
  });
});
