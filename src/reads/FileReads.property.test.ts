import fc from 'fast-check';
import { parseEtag, toContentId } from './etag';
import { MemoryFileRows } from './MemoryFileRows';
import { createFileReads } from './testing/createFileReads';
import { FakeServer, toTestFile } from './testing/FakeServer';
import type { FileRows } from './types';

const file = toTestFile();
const REPLICAS = 2;
const LOCATIONS = 2;

type Step =
  | { readonly type: 'push' }
  | { readonly type: 'look'; readonly replica: number }
  | { readonly type: 'hash'; readonly replica: number }
  | { readonly type: 'doubt'; readonly replica: number }
  | {
      readonly type: 'read';
      readonly replica: number;
      /** Undefined is a placeholder, of which the catalog holds no etag. */
      readonly location?: number;
    };

const replica = fc.nat({ max: REPLICAS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('push' as const) }),
  fc.record({ type: fc.constant('look' as const), replica }),
  fc.record({ type: fc.constant('hash' as const), replica }),
  fc.record({ type: fc.constant('doubt' as const), replica }),
  {
    weight: 3,
    arbitrary: fc.record(
      {
        type: fc.constant('read' as const),
        replica,
        location: fc.nat({ max: LOCATIONS - 1 }),
      },
      { requiredKeys: ['type', 'replica'] },
    ),
  },
);

/** What every request to the database and to the server waits for. */
type Delay = (what: string) => Promise<unknown>;

function withDelays(rows: FileRows, delay: Delay): FileRows {
  return new Proxy(rows, {
    get: (target, name: keyof FileRows) => {
      const method = target[name] as
        | ((...all: unknown[]) => Promise<unknown>)
        | undefined;
      return (
        method &&
        (async (...args: unknown[]) => {
          await delay(`before ${name}`);
          const result = await method.apply(target, args);
          await delay(`after ${name}`);
          return result;
        })
      );
    },
  });
}

describe('FileReads, in any order of pushes, looks, reads and replicas', () => {
  it('hand out nothing that is older than what was handed out before', async () => {
    let handedOut = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        // What goes on at the same time, each in an order of its own.
        fc.array(fc.array(step, { minLength: 2, maxLength: 8 }), {
          minLength: 2,
          maxLength: 4,
        }),
        fc.constantFrom(
          { maxAgeMs: 0 },
          { maxAgeMs: 60_000 },
          // All is due at once, and known all the same.
          { maxAgeMs: 60_000, checksPerMinute: 1e9 },
        ),
        async (scheduler, lanes, config) => {
          const delay: Delay = what =>
            scheduler.schedule(Promise.resolve(), what);
          const server = new FakeServer();
          const versions: string[] = [];
          const push = () => {
            const content = `version ${versions.length}`;
            versions.push(toContentId(Buffer.from(content)));
            server.contents.set(file.path, content);
          };
          const versionOf = (etag: string | undefined) =>
            versions.indexOf(parseEtag(etag)?.contentId ?? '');
          push();
          server.onTheWay = () => delay('answer') as Promise<void>;
          const rows = withDelays(new MemoryFileRows(), delay);
          const replicas = Array.from({ length: REPLICAS }, () =>
            createFileReads({ server, rows, config }),
          );
          const replicaOf = (each: Step) =>
            replicas[(each as { replica: number }).replica]!;
          const etags: (string | undefined)[] = [];
          let newest = 0;
          /** What the last look has shown, and the hash that was read before it. */
          let looked = { hash: 0, contentId: versions[0]! };

          const run: Record<Step['type'], (each: Step) => Promise<void>> = {
            push: async () => push(),
            doubt: async each => {
              await replicaOf(each).known.doubt(file);
            },
            look: async each => {
              const { known } = replicaOf(each);
              const hash = versions.length;
              const begun = await known.begin();
              await delay('browse');
              const contentId = versions.at(-1)!;
              await delay('browsed');
              looked = { hash, contentId };
              await known.seeDirectory(
                { ...file, path: '' },
                {
                  ...begun,
                  isComplete: true,
                  files: [{ name: file.path, contentId }],
                },
              );
            },
            hash: async each => {
              const { known } = replicaOf(each);
              const { hash, contentId } = looked;
              const begun = await known.begin();
              await delay('hash');
              const isUnmoved = versions.length === hash;
              await delay('hash read');
              if (isUnmoved) {
                await known.confirm([{ ...file, contentId }], {
                  ...begun,
                  host: file.host,
                });
              }
            },
            read: async each => {
              const { location } = each as Extract<Step, { type: 'read' }>;
              const etag = location === undefined ? undefined : etags[location];
              const before = newest;
              const read = await replicaOf(each)
                .read(file, etag)
                .catch(() => undefined);
              if (read === undefined) {
                return;
              }
              const shown =
                read === 'not modified'
                  ? versionOf(etag)
                  : Number(read.text.replace('version ', ''));
              expect(shown).toBeGreaterThanOrEqual(before);
              newest = Math.max(newest, shown);
              handedOut += 1;
              if (location !== undefined && read !== 'not modified') {
                // The catalog keeps what it was given last.
                if (versionOf(read.etag) >= versionOf(etags[location])) {
                  etags[location] = read.etag;
                }
              }
            },
          };
          const running = lanes.map(async steps => {
            for (const each of steps) {
              await delay(each.type);
              await run[each.type](each);
            }
          });
          await scheduler.waitFor(Promise.all(running));
        },
      ),
      { numRuns: 400 },
    );
    expect(handedOut).toBeGreaterThan(300);
  }, 60_000);
});
