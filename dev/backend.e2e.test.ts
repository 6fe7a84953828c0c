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

describe.each([
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
])('a backend with $way', ({ accepted, given }) => {
  let standIn: StandInProcess;
  let backend: BackendProcess;

  beforeAll(async () => {
    standIn = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: accepted,
      strictPageSize: 5,
    });
    const host = new URL(standIn.url).host;
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, ...given },
      catalog: toStandInCatalog(standIn),
    });
  }, 90_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
  }, 30_000);

  it('shows all eight kinds, the static location and a registered file', async () => {
    const { root, folder, staticLocation, unlisted } = demoEntityRefs;
    const discovered = [...root, ...folder, ...staticLocation];
    const kinds = new Set([...root, ...folder].map(ref => ref.split(':')[0]));
    expect(kinds.size).toBe(8);
    await expectEntityRefs(backend.catalog, discovered);

    const browse = '/projects/RIDE/repos/rider-app/browse';
    await backend.catalog.registerLocation(
      `${standIn.url}${browse}/labs/route-planner.yaml`,
    );
    await expectEntityRefs(backend.catalog, [...discovered, ...unlisted]);
  }, 120_000);

  it('leaves no relation of an entity without its other end', async () => {
    const entities = await backend.catalog.listEntities();
    const refs = entities.map(entity => stringifyEntityRef(entity));
    const ends = entities.flatMap(({ relations = [] }) =>
      relations.map(({ targetRef }) => targetRef),
    );
    expect(ends.filter(end => !refs.includes(end))).toEqual([]);
  });

  it('reads on where a directory is longer than a page', async () => {
    const { requests } = await standIn.requests();
    const people = '/projects/ORG/repos/people/browse/.backstage';
    const starts = requests
      .filter(({ path: asked }) => asked.includes(people))
      .map(({ path: asked }) =>
        new URLSearchParams(asked.split('?')[1]).get('start'),
      );
    expect(starts.slice(0, 2)).toEqual([null, '5']);
  });

  it('asks the server for nothing that it does not know', async () => {
    const { unknownRequests } = await standIn.requests();
    expect(unknownRequests).toEqual([]);
  });
});
