import { createEvents } from '../../dev/rig/createEvents';
import { EventRelay } from './EventRelay';

const topic = 'bitbucketServer.repo:modified';

describe('EventRelay', () => {
  it('passes an event on to the latest subscriber of an id alone', async () => {
    const relay = new EventRelay(createEvents());
    const seen: string[] = [];
    for (const name of ['old', 'new']) {
      await relay.subscribe({
        id: 'root',
        topics: [topic],
        onEvent: async () => {
          seen.push(name);
        },
      });
    }
    await relay.publish({ topic, eventPayload: {} });
    expect(seen).toEqual(['new']);
  });

  it('passes nothing on once it is cut', async () => {
    const relay = new EventRelay(createEvents());
    const onEvent = jest.fn();
    await relay.subscribe({ id: 'root', topics: [topic], onEvent });
    relay.cut();
    await relay.publish({ topic, eventPayload: {} });
    expect(onEvent).not.toHaveBeenCalled();
  });
});
