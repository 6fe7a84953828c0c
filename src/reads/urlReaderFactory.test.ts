import {
  UrlReaders,
  urlReaderServiceFactory,
} from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createBackendPlugin,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useDatabaseFactory } from '../../dev/rig/useDatabaseFactory';
import { urlReaderFactory } from './urlReaderFactory';

const host = 'git.example.com';
const url = `https://${host}/projects/KEY/repos/repo/browse/catalog-info.yaml`;
const server = setupServer();
const database = useDatabaseFactory();
/** What was asked for, with all headers but those of the connection. */
let requests: { line: string; headers: Record<string, string> }[] = [];

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  requests = [];
  server.use(
    http.all(`https://${host}/*`, ({ request }) => {
      requests.push({
        line: `${request.method} ${request.url}`,
        headers: Object.fromEntries(request.headers),
      });
      return HttpResponse.text('kind: Component');
    }),
  );
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function toConfig(reads: JsonObject) {
  return {
    integrations: { bitbucketServer: [{ host, token: 'test-token', reads }] },
  };
}

/** The reader of a plugin in a backend that has the factory. */
async function startPlugin(
  pluginId: string,
  { reads = {} }: { reads?: JsonObject } = {},
): Promise<UrlReaderService> {
  let reader: UrlReaderService | undefined;
  await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId,
        register(env) {
          env.registerInit({
            deps: { urlReader: coreServices.urlReader },
            init: async ({ urlReader }) => {
              reader = urlReader;
            },
          });
        },
      }),
      database,
      mockServices.rootConfig.factory({ data: toConfig(reads) }),
      urlReaderServiceFactory,
      urlReaderFactory,
    ],
  });
  return reader!;
}

/** Reads a file as the catalog does, twice, and gives what was asked for. */
async function readTwice(reader: UrlReaderService) {
  requests = [];
  const { etag } = await reader.search(url);
  const [again] = await Promise.allSettled([
    reader.search(url, { etag: etag || undefined }),
  ]);
  return { requests, isModified: again?.status === 'fulfilled' };
}

/** What Backstage's own reader asks for. */
async function readTwiceWithoutFactory() {
  return readTwice(
    UrlReaders.default({
      config: new ConfigReader(toConfig({})),
      logger: mockServices.logger.mock(),
    }),
  );
}

describe('urlReaderFactory', () => {
  it('gives the catalog a reader that asks once for what does not change', async () => {
    const { requests: asked, isModified } = await readTwice(
      await startPlugin('catalog'),
    );
    expect(asked).toHaveLength(1);
    expect(isModified).toBe(false);
  });

  it.each([
    ['every other plugin', 'scaffolder', {}],
    ['every other plugin where it is switched off', 'techdocs', { enabled: false }],
    ['the catalog where it is switched off', 'catalog', { enabled: false }],
  ])("leaves Backstage's own to %s, request for request", async (_, plugin, reads) => {
    const asked = await readTwice(await startPlugin(plugin, { reads }));
    expect(asked.requests).toHaveLength(2);
    expect(asked).toEqual(await readTwiceWithoutFactory());
  });
});
