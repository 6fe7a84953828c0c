import { stringifyEntityRef } from '@backstage/catalog-model';
import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';
import { toStandInCatalog } from './toDemoConfig';

const token = 'token-4b1f20c9';
const username = 'jane.doe';
const password = 'pass word:ä+7d02';

const ways = [
  {
    way: 'a token',
    accepted: { token },
    given: { token },
  },
  {
    way: 'user name and password',
    accepted: { username, password },
    given: { username, password },
  },
  {
    way: 'user name and a token as the password',
    accepted: { username, token },
    given: { username, password: token },
  },
];

interface Started {
  readonly standIn: StandInProcess;
  readonly backend: BackendProcess;
}

async function start({
  accepted,
  given,
}: (typeof ways)[number]): Promise<Started> {
  const standIn = await startStandInProcess({
    folders: path.join(__dirname, 'repositories'),
    credentials: accepted,
    strictPageSize: 5,
  });
  const { host } = new URL(standIn.url);
  const backend = await startBackendProcess({
    server: { host, apiBaseUrl: standIn.restApi, ...given },
    catalog: toStandInCatalog(standIn),
  });
  return { standIn, backend };
}

const started = new Map<string, Started>();

beforeAll(async () => {
  await Promise.all(
    ways.map(async each => {
      started.set(each.way, await start(each));
    }),
  );
});

afterAll(async () => {
  for (const { backend, standIn } of started.values()) {
    await backend.stop();
    await standIn.stop();
  }
});

describe.each(ways)('a backend with $way', ({ way }) => {
  let rig: Started;

  beforeAll(() => {
    rig = started.get(way)!;
  });

  it('shows all eight kinds, the static location and a registered file', async () => {
    const { root, folder, staticLocation, unlisted } = demoEntityRefs;
    const discovered = [...root, ...folder, ...staticLocation];
    const kinds = new Set([...root, ...folder].map(ref => ref.split(':')[0]));
    expect(kinds.size).toBe(8);
    await expectEntityRefs(rig.backend.catalog, discovered);

    const browse = '/projects/RIDE/repos/rider-app/browse';
    await rig.backend.catalog.registerLocation(
      `${rig.standIn.url}${browse}/labs/route-planner.yaml`,
    );
    await expectEntityRefs(rig.backend.catalog, [...discovered, ...unlisted]);
  });

  it('makes its tables, and warns of nothing', () => {
    expect(rig.backend.output()).not.toMatch(/\bwarn\b|Can't take lock/);
  });

  it('leaves no relation of an entity without its other end', async () => {
    const entities = await rig.backend.catalog.listEntities();
    const refs = entities.map(entity => stringifyEntityRef(entity));
    const ends = entities.flatMap(({ relations = [] }) =>
      relations.map(({ targetRef }) => targetRef),
    );
    expect(ends.filter(end => !refs.includes(end))).toEqual([]);
  });

  it('reads on where a directory is longer than a page', async () => {
    const { requests } = await rig.standIn.requests();
    const people = '/projects/ORG/repos/people/browse/.backstage';
    const starts = requests
      .filter(({ path: asked }) => asked.includes(people))
      .map(({ path: asked }) =>
        new URLSearchParams(asked.split('?')[1]).get('start'),
      );
    expect(starts.slice(0, 2)).toEqual([null, '5']);
  });

  it('asks the server for nothing that it does not know', async () => {
    const { unknownRequests } = await rig.standIn.requests();
    expect(unknownRequests).toEqual([]);
  });
});
