import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { useTelemetry } from '../../dev/rig/useTelemetry';
import { createSweptRig } from '../../dev/rig/webhookScene';
import { change, webhookBodies } from './testing/webhookBodies';

const network = useTestNetwork();
const telemetry = useTelemetry();

const host = 'git.example.com';
const provider = 'main';
const pushTo = (branch: string) =>
  webhookBodies.push({ changes: [change('UPDATE', { branch })] });

const countsOf = async (name: string) =>
  (await telemetry.readSeries(`webhook.${name}`)).map(
    ([{ outcome, ...attributes }, count]) => {
      expect(attributes).toEqual({ host, provider });
      return [outcome, count];
    },
  );

describe('WebhookSubscriber, counted', () => {
  it('tells what became of each event', async () => {
    const rig = await createSweptRig({ network });
    await rig.send('repo:refs_changed', { body: pushTo('wip') });
    await rig.send('repo:refs_changed', { body: pushTo('wip') });
    await rig.send('repo:refs_changed', { body: 'no object' });
    await rig.send('repo:refs_changed', { body: pushTo('main') });
    expect(await countsOf('events')).toEqual([
      ['ignored', 2],
      ['aborted', 1],
      ['accepted', 1],
    ]);
  });

  it('tells what became of each check', async () => {
    const rig = await createSweptRig({ network });
    const body = webhookBodies.ofRepository('repo:deleted');
    await rig.send('repo:deleted', { body });
    rig.breakWith({ match: /antenna/, respond: 'html' });
    await rig.send('repo:deleted', { body });
    rig.breakWith();
    rig.standIn.removeRepository('ORBIT', { slug: 'antenna' });
    rig.catalog.writeFailure = new Error('the database is away');
    await rig.send('repo:deleted', { body });
    expect(await countsOf('checks')).toEqual([
      ['settled', 1],
      ['unknown', 1],
      ['failed', 1],
    ]);
  });

  it('counts its requests for the provider', async () => {
    const rig = await createSweptRig({ network });
    const [[, before] = []] = await telemetry.readSeries('requests');
    await rig.send('repo:deleted', {
      body: webhookBodies.ofRepository('repo:deleted'),
    });
    const [[attributes, after] = []] = await telemetry.readSeries('requests');
    expect(attributes).toEqual({ host, provider, status: '200' });
    expect(after).toBe((before as number) + rig.urls.length);
  });
});
