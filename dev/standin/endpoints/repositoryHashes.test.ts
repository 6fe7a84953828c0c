import type { HashBehaviour } from '../RepositoryHashList';
import { StandInBitbucket } from '../StandInBitbucket';

function createStandIn(hashes?: HashBehaviour) {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    hashes,
    strictPageSize: 2,
    projects: [{ key: 'ONE' }, { key: '~jane' }],
    repositories: [
      { project: 'ONE', slug: 'a', id: 1, files: { x: '1' } },
      { project: 'ONE', slug: 'b', id: 2, archived: true },
      { project: '~jane', slug: 'c', id: 3, files: { x: '1' } },
    ],
  });
}

interface Row {
  id: number;
  properties: { contentHash: string; defaultBranchId?: string };
}

function ask(standIn: StandInBitbucket, query = '') {
  const { status, body } = standIn.answer({
    method: 'GET',
    url: new URL(`${standIn.baseUrl}/rest/mirroring/latest/repos${query}`),
    headers: {},
  });
  const json = JSON.parse(body) as { values: Row[]; nextPageStart?: number };
  return { status, ...json };
}

const hashOfFirst = (standIn: StandInBitbucket) =>
  ask(standIn).values.find(({ id }) => id === 1)?.properties.contentHash;
const change = (standIn: StandInBitbucket) =>
  standIn.writeFile('ONE', { slug: 'a', path: 'x', content: `${Math.random()}` });

describe('listRepositoryHashes', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lists all repositories in pages, with a hash each', () => {
    const standIn = createStandIn();
    const first = ask(standIn);
    const last = ask(standIn, `?start=${first.nextPageStart}`);
    const rows = [...first.values, ...last.values];
    expect(rows.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    rows.forEach(({ properties }) => {
      expect(Object.keys(properties)).toEqual(['contentHash']);
      expect(properties.contentHash).toMatch(/^[0-9a-f]{64}$/);
    });
    expect(standIn.unknownRequests).toEqual([]);
  });

  it('names the default branch where that is asked for', () => {
    const [row] = ask(createStandIn(), '?includeDefaultBranch=true').values;
    expect(row?.properties.defaultBranchId).toMatch(/^refs\/heads\//);
  });

  it('moves a hash with a file', () => {
    const standIn = createStandIn();
    const before = hashOfFirst(standIn);
    expect(hashOfFirst(standIn)).toBe(before);
    change(standIn);
    expect(hashOfFirst(standIn)).not.toBe(before);
  });

  it('moves no hash that is frozen', () => {
    const standIn = createStandIn();
    const before = hashOfFirst(standIn);
    standIn.hashes.behaviour = 'frozen';
    change(standIn);
    expect(hashOfFirst(standIn)).toBe(before);
  });

  it('moves a hash late', () => {
    const standIn = createStandIn({ lateMs: 1_000 });
    const before = hashOfFirst(standIn);
    change(standIn);
    expect(hashOfFirst(standIn)).toBe(before);
    jest.advanceTimersByTime(1_000);
    expect(hashOfFirst(standIn)).not.toBe(before);
  });

  it('shows zeros', () => {
    expect(hashOfFirst(createStandIn('zeros'))).toMatch(/^0{40}$/);
  });

  it('gives the first page again', () => {
    const standIn = createStandIn('unpaged');
    const { values } = ask(standIn);
    expect(ask(standIn, '?start=2').values).toEqual(values);
  });

  it('is not there without mirrors', () => {
    expect(ask(createStandIn('missing')).status).toBe(409);
  });
});
