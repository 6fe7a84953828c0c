import fc from 'fast-check';
import { BASE_URL } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { createRig, toNames } from '../../dev/rig/webhookScene';
import { EVENT_TYPES } from './parseWebhookEvent';

const network = useTestNetwork();

/** All that the server has. */
const NAMES = ['ORBIT/antenna', 'ORBIT/rocket', 'SEA/buoy'];

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('.', '..', '../..', '%2e%2e', 'a/b', 'a?b#c', '@evil', ''),
);
const link = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    `${BASE_URL}/projects/ORBIT/repos/antenna/browse`,
    'https://evil.example.com/projects/ORBIT/repos/antenna/browse',
    'https://git.example.com@evil.example/projects/ORBIT/repos/antenna/browse',
    'file:///etc/passwd',
  ),
);
/** Often enough what is there, so that something is asked for. */
const mostly = (usual: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: odd, weight: 1 });
const project = fc.record(
  {
    key: mostly(fc.constantFrom('ORBIT', 'orbit', 'SEA', '~noor'), text),
    type: fc.constantFrom('NORMAL', 'PERSONAL'),
  },
  { requiredKeys: ['key'] },
);
const repository = fc.record(
  {
    slug: mostly(fc.constantFrom('antenna', 'Rocket', 'buoy'), text),
    project: mostly(project, fc.jsonValue()),
    links: fc.oneof(
      fc.record({ self: fc.array(fc.record({ href: link })) }),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: ['slug', 'project'] },
);
const change = fc.record({
  ref: fc.record({
    id: fc.oneof(fc.constantFrom('refs/heads/main', 'refs/tags/main'), text),
    type: fc.constantFrom('BRANCH', 'TAG'),
  }),
});
const body = fc.oneof(
  fc.record({ repository, changes: fc.array(change, { maxLength: 3 }) }),
  fc.record({ old: repository, new: repository }),
  fc.record({ old: project, new: project }),
  fc.jsonValue(),
);
const event = fc.record({ eventType: fc.constantFrom(...EVENT_TYPES), body });

/** A rig that tells where every request goes, the stand-in's or not. */
function createWatchedRig() {
  const rig = createRig({ network, integration: { retry: { maxRetries: 0 } } });
  const origins = new Set<string>();
  network.observe(url => {
    origins.add(new URL(url).origin);
  });
  return { rig, origins };
}

/** Two seconds in steps, so that answers come in between. */
async function passTime(): Promise<void> {
  for (let passedMs = 0; passedMs < 2_000; passedMs += 100) {
    await jest.advanceTimersByTimeAsync(100);
  }
}

describe('WebhookSubscriber, of any body', () => {
  it('asks no other host, and asks its own for nothing that the API lacks', async () => {
    const { rig, origins } = createWatchedRig();
    await rig.start();
    await fc.assert(
      fc.asyncProperty(event, async given => {
        await rig.publish(given.eventType, given.body);
        await passTime();
        expect([...origins].filter(origin => origin !== BASE_URL)).toEqual([]);
        expect(rig.standIn.unknownRequests).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(rig.urls.length).toBeGreaterThan(10);
    expect(rig.log.at('error')).toEqual([]);
  });

  it('adds to an empty catalog nothing but what the server has', async () => {
    const { rig } = createWatchedRig();
    await rig.start();
    await fc.assert(
      fc.asyncProperty(event, async given => {
        await rig.publish(given.eventType, given.body);
        await passTime();
        const others = toNames(rig).filter(name => !NAMES.includes(name));
        expect(others).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(toNames(rig).length).toBeGreaterThan(0);
    await rig.sweep();
    expect(toNames(rig)).toEqual(NAMES);
  });

  it('takes from a catalog that is up to date nothing, and changes nothing in it', async () => {
    const { rig } = createWatchedRig();
    await rig.sweep();
    const before = rig.catalog.entities;
    await fc.assert(
      fc.asyncProperty(event, async given => {
        await rig.publish(given.eventType, given.body);
        await passTime();
        expect(rig.catalog.entities).toEqual(before);
      }),
      { numRuns: 300 },
    );
    await rig.shutDown();
    expect(rig.catalog.entities).toEqual(before);
    expect(rig.catalog.refreshedKeys.length).toBeGreaterThan(0);
  });
});
