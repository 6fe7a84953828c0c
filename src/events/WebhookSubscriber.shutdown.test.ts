import { driveTimers } from '../../dev/rig/driveTimers';
import { driveUntil } from '../../dev/rig/driveUntil';
import { Replica } from '../../dev/rig/Replica';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import {
  createRig,
  createSweptRig,
  FILE,
  toNames,
} from '../../dev/rig/webhookScene';
import { settle } from '../http/testing/settle';
import { StoredMemory } from '../memory/StoredMemory';
import { webhookBodies } from './testing/webhookBodies';
import { WebhookSubscriber } from './WebhookSubscriber';

const network = useTestNetwork();

/** The one that takes the webhooks of a rig. */
async function subscribe(rig: WebhookRig): Promise<WebhookSubscriber> {
  const { webhooks } = new Replica({ rig });
  await webhooks.subscribe(rig.events);
  return webhooks;
}

describe('WebhookSubscriber, at the end of the backend', () => {
  it('finishes what has come in', async () => {
    const rig = createRig({ network });
    const webhooks = await subscribe(rig);
    await rig.publish(
      'repo:created',
      webhookBodies.ofRepository('repo:created'),
    );
    const stopped = settle(webhooks.stop());
    await driveUntil(() => stopped.state !== 'pending');
    expect(toNames(rig)).toEqual(['ORBIT/antenna']);
  });

  it('finishes a push whose repository it is still asking for', async () => {
    const rig = createRig({
      network,
      rules: [{ match: /antenna$/, respond: { holdUntilReleased: 'antenna' } }],
    });
    const webhooks = await subscribe(rig);
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => rig.urls.length === 1);
    const stopped = settle(webhooks.stop());
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('pending');

    rig.faults.release('antenna');
    await driveUntil(() => stopped.state !== 'pending');
    expect(toNames(rig)).toEqual(['ORBIT/antenna']);
  });

  it('finishes a rename', async () => {
    const rig = createRig({ network });
    const webhooks = await subscribe(rig);
    const name = { slug: 'antenna', to: 'dish' };
    rig.standIn.renameRepository('ORBIT', name);
    await rig.publish('repo:modified', webhookBodies.rename());
    const stopped = settle(webhooks.stop());
    await driveUntil(() => stopped.state !== 'pending');
    expect(toNames(rig)).toEqual(['ORBIT/dish']);
  });

  it('takes nothing more', async () => {
    const rig = await createSweptRig({ network });
    await rig.shutDown();
    rig.forget();
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await rig.publish('project:modified', webhookBodies.project());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.urls).toEqual([]);
    expect(rig.log.lines).toEqual([]);
  });

  it('gives up on what takes longer than five seconds, and leaves it to the next sweep', async () => {
    const rig = await createSweptRig({ network });
    rig.breakWith({ match: /antenna$/, respond: 'hang' });
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => rig.urls.length === 1);
    await rig.shutDown();
    await driveUntil(() => rig.outcomes.length === 1);
    expect(rig.outcomes).toEqual([
      'main: ORBIT/antenna could not be checked after a webhook, and is left to the next sweep: the backend is shutting down',
    ]);
    expect(rig.log.at('error')).toEqual([]);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(rig.urls).toHaveLength(1);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('has the next run look first at what it gave up on', async () => {
    const rig = createRig({ network });
    const { webhooks, runs, memory } = new Replica({ rig });
    await webhooks.subscribe(rig.events);
    await driveTimers(runs.run({ logger: rig.log }));
    rig.breakWith({ match: /antenna$/, respond: 'hang' });
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => rig.urls.at(-1)?.endsWith('antenna') === true);
    const stopped = settle(webhooks.stop());
    await driveUntil(() => stopped.state !== 'pending');
    await jest.advanceTimersByTimeAsync(1_000);
    const [row] = await memory.findByKeys(['id:31']);
    expect(row?.due).toBe('hint');
  });

  it('has the next run look first at what it cannot take in any more while it stops', async () => {
    const rig = createRig({ network });
    const { webhooks, runs, memory } = new Replica({ rig });
    await driveTimers(runs.run({ logger: rig.log }));
    rig.breakWith({ match: /probe/, respond: 'hang' });
    for (let number = 0; number < 1_000; number += 1) {
      webhooks.hint({ projectKey: 'ORBIT', repoSlug: `probe-${number}` });
    }
    const stopped = settle(webhooks.stop());
    webhooks.hint({ projectKey: 'ORBIT', repoSlug: 'antenna', id: 31 });
    await driveUntil(() => stopped.state !== 'pending');
    const [row] = await driveTimers(memory.findByKeys(['id:31']));
    expect(row?.due).toBe('hint');
  });

  it('neither waits for a database that never answers, nor tells the catalog anything later', async () => {
    const rig = await createSweptRig({ network });
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    const find = jest
      .spyOn(StoredMemory.prototype, 'findByKeys')
      .mockImplementationOnce(async () => {
        await answered;
        return [];
      });
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await rig.shutDown();
    answer();
    await jest.advanceTimersByTimeAsync(10_000);
    find.mockRestore();
    expect(rig.catalog.mutations).toEqual([]);
    expect(rig.urls).toEqual([]);
  });
});
