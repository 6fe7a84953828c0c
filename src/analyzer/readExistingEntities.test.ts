import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { createAuth } from '../../dev/rig/createAuth';
import {
  toEntityAt,
  toLocationAt,
  toRefusal,
} from '../../dev/rig/useAnalyzerRig';
import { readExistingEntities } from './readExistingEntities';

const one = 'https://git.example.com/projects/KEY/repos/one/browse/a.yaml';
const two = one.replace('a.yaml', 'b.yaml');
const never = new Promise<never>(() => {});

/** Reads files with a catalog that takes one in, or not, as it is told. */
function read(
  targets: string[],
  options: {
    dryRun?: (target: string) => Promise<Entity[]>;
    held?: Entity[];
    signal?: AbortSignal;
  } = {},
) {
  const { dryRun = async target => [toEntityAt(target)] } = options;
  const { held = [], signal = new AbortController().signal } = options;
  const catalogApi = new InMemoryCatalogClient({ entities: held });
  catalogApi.addLocation = async ({ target }) => ({
    location: { id: 'x', type: 'url', target, entityRef: 'x' },
    entities: [toLocationAt(target), ...(await dryRun(target))],
  });
  return readExistingEntities(targets, {
    catalogApi,
    auth: createAuth(),
    signal,
  });
}

describe('readExistingEntities', () => {
  it('gives the entities of all files in the order of the files', async () => {
    const held = [toEntityAt(two)];
    // The first file is the last to be read.
    let release = () => {};
    const secondIsRead = new Promise<void>(resolve => {
      release = resolve;
    });
    const existing = await read([one, two], {
      held,
      dryRun: async target => {
        await (target === one ? secondIsRead : release());
        return [toEntityAt(target)];
      },
    });
    expect(existing).toEqual([
      {
        location: { type: 'url', target: one },
        isRegistered: false,
        entity: toEntityAt(one),
      },
      {
        location: { type: 'url', target: two },
        isRegistered: true,
        entity: toEntityAt(two),
      },
    ]);
  });

  it('gives the Location of a file that holds nothing', async () => {
    const existing = await read([one], { dryRun: async () => [] });
    expect(existing).toMatchObject([{ entity: toLocationAt(one) }]);
  });

  it('gives nothing for no files', async () => {
    expect(await read([])).toEqual([]);
  });

  it('names five of the files that cannot be taken in, and counts the rest', async () => {
    const targets = Array.from({ length: 7 }, (_, at) => `${one}?at=${at}`);
    const error = await read(targets, {
      dryRun: async () => {
        throw await toRefusal('YAML error');
      },
    }).catch(thrown => thrown);
    expect(error.name).toBe('InputError');
    expect(error.message).toContain(`${one}?at=4: YAML error; and 2 more. `);
    expect(error.message).not.toContain('?at=5');
  });

  it.each([
    ['answers 503', () => toRefusal('no', 503)],
    ['cannot be reached', async () => new Error('ECONNREFUSED')],
  ])('throws, with the file, where the catalog %s', async (_, toThrown) => {
    const cause = await toThrown();
    const reading = read([one], { dryRun: () => Promise.reject(cause) });
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining(
        `The catalog could not be asked about ${one}`,
      ),
      cause,
    });
  });

  it('throws the reason of a signal while a file is never read to its end', async () => {
    const deadline = new AbortController();
    const reason = new Error('too late');
    const reading = read([one, two], {
      signal: deadline.signal,
      dryRun: async target => {
        if (target === one) {
          return never;
        }
        deadline.abort(reason);
        return [];
      },
    });
    await expect(reading).rejects.toBe(reason);
  });

  it('reads no further file once the signal is aborted', async () => {
    const deadline = new AbortController();
    const asked: string[] = [];
    const targets = Array.from({ length: 9 }, (_, at) => `${one}?at=${at}`);
    const reading = read(targets, {
      signal: deadline.signal,
      dryRun: async target => {
        asked.push(target);
        deadline.abort(new Error('too late'));
        return [];
      },
    });
    await expect(reading).rejects.toThrow('too late');
    await new Promise(setImmediate);
    expect(asked.length).toBeLessThan(targets.length);
  });
});
