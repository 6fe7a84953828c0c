import { useMswServer } from '../../dev/rig/useMswServer';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { createRig, createSweptRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { settle } from '../http/testing/settle';
import { projectBody, pushBody, renameBody } from './testing/webhookBodies';

const server = useMswServer();

function rename(rig: WebhookRig): void {
  const name = { slug: 'antenna', to: 'dish' };
  rig.standIn.renameRepository('ORBIT', name);
}

describe('WebhookSubscriber, at the end of the backend', () => {
  it('finishes what has come in', async () => {
    const rig = await createSweptRig({ server });
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.publish('repo:refs_changed', pushBody());
    await rig.shutDown();
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });

  it('finishes a push whose branch it is still asking for', async () => {
    const rig = createRig({
      server,
      rules: [
        { match: 'default-branch', respond: { holdUntilReleased: 'branch' } },
      ],
    });
    await rig.start();
    await rig.publish('repo:refs_changed', pushBody());
    await rig.until(() => rig.urls.length === 1);
    const ended = settle(rig.shutDown());
    rig.faults.release('branch');
    await rig.until(() => ended.state !== 'pending');
    expect(toNames(rig)).toEqual(['ORBIT/antenna']);
  });

  it('finishes both names of a rename', async () => {
    const rig = await createSweptRig({ server });
    rename(rig);
    await rig.publish('repo:modified', renameBody());
    await rig.shutDown();
    expect(toNames(rig)).toEqual(['ORBIT/dish', 'ORBIT/rocket', 'SEA/buoy']);
  });

  it('takes nothing more', async () => {
    const rig = await createSweptRig({ server });
    await rig.shutDown();
    rig.forget();
    await rig.publish('repo:refs_changed', pushBody());
    await rig.publish('project:modified', projectBody());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.urls).toEqual([]);
    expect(rig.log.lines).toEqual([]);
  });

  it('gives up on what takes longer than five seconds, and leaves it to the next sweep', async () => {
    const rig = await createSweptRig({ server });
    rig.breakWith({ match: /antenna$/, respond: 'hang' });
    await rig.publish('repo:refs_changed', pushBody());
    await rig.until(() => rig.urls.length === 1);
    await rig.shutDown();
    await rig.until(() => rig.outcomes.length === 1);
    expect(rig.outcomes).toEqual([
      'main: ORBIT/antenna could not be checked after a webhook, and is left to the next sweep: the backend is shutting down',
    ]);
    expect(rig.log.at('error')).toEqual([]);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(rig.urls).toHaveLength(1);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('neither waits for a catalog that never answers, nor tells it anything later', async () => {
    const rig = await createSweptRig({
      server,
      providers: { main: { catalogPath: `/${FILE}?at=main` } },
    });
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    rig.catalog.beforeRead = () => answered;
    await rig.publish('repo:refs_changed', pushBody());
    await rig.shutDown();
    answer();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(rig.catalog.mutations).toEqual([]);
  });
});
