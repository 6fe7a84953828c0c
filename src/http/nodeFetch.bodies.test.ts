import { mkdtemp, rm } from 'node:fs/promises';
import { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { nodeFetch } from './nodeFetch';
import { request } from './testing/answers';
import { serve, Served } from './testing/serve';
import { NetworkError } from './transportErrors';
import { HttpMethod, HttpRequest, HttpResponse } from './types';

const PACKINGS: [encoding: string, pack: (text: string) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['x-deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
];

/** How HTTP says where a body ends. */
const FRAMES: [string, (body: Buffer, headers?: string) => Buffer][] = [
  [
    'with its length',
    (body, headers = '') =>
      toAnswer(`content-length: ${body.length}\r\n${headers}`, [body]),
  ],
  [
    'in chunks',
    (body, headers = '') =>
      toAnswer(`transfer-encoding: chunked\r\n${headers}`, [
        ...(body.length > 0 ? [`${body.length.toString(16)}\r\n`] : []),
        ...(body.length > 0 ? [body, '\r\n'] : []),
        '0\r\n\r\n',
      ]),
  ],
];

function toAnswer(headers: string, parts: readonly (string | Buffer)[]) {
  const head = `HTTP/1.1 200 OK\r\n${headers}\r\n`;
  return Buffer.concat([head, ...parts].map(part => Buffer.from(part)));
}

describe('nodeFetch, of bodies', () => {
  let folder: string;
  const open: Served[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'node-fetch-'));
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(served => served.close()));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function ask(
    listener: RequestListener,
    options: Partial<HttpRequest> = {},
  ): Promise<HttpResponse> {
    const served = await serve(listener);
    open.push(served);
    return nodeFetch(request({ url: served.url, ...options }));
  }

  /** Both ways of reading a body: into memory, and into a file. */
  const readers = (): Partial<HttpRequest>[] => [
    {},
    { saveBodyTo: path.join(folder, 'body') },
  ];

  it.each(PACKINGS)('unpacks %s', async (encoding, pack) => {
    const { body } = await ask((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(pack('packed'));
    });
    expect(body.toString()).toBe('packed');
  });

  it('asks for what it unpacks, unless a header of the host asks for something else', async () => {
    const asked: unknown[] = [];
    const listener: RequestListener = ({ headers }, response) => {
      asked.push(headers['accept-encoding']);
      response.end();
    };
    await ask(listener);
    await ask(listener, { headers: { 'accept-encoding': 'identity' } });
    expect(asked).toEqual(['gzip, deflate, br', 'identity']);
  });

  it.each<[HttpMethod, number]>([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])(
    'takes none where there is none, after %s and with status %d, though one is said to be packed',
    async (method, status) => {
      const answer = await ask(
        (_, response) => {
          response.writeHead(status, { 'content-encoding': 'gzip' }).end();
        },
        { method },
      );
      expect(answer.status).toBe(status);
      expect(answer.body).toHaveLength(0);
    },
  );

  describe.each(FRAMES)('sent %s', (_, toFramed) => {
    it.each(PACKINGS)(
      'takes %s that is cut short for a network error, wherever it is cut',
      async (encoding, pack) => {
        const whole = pack('packed '.repeat(500));
        const headers = `content-encoding: ${encoding}\r\n`;
        for (const end of [0, 1, whole.length >> 1, whole.length - 1]) {
          const sent = toFramed(whole.subarray(0, end), headers);
          for (const reader of readers()) {
            await expect(
              ask(({ socket }) => socket.write(sent), reader),
            ).rejects.toBeInstanceOf(NetworkError);
          }
        }
      },
    );

    it.each([
      ['a small one', 10, ''],
      ['one that takes several packets', 1_000_000, ''],
      ['one that ends the connection', 10, 'connection: close\r\n'],
    ])(
      'takes %s for a network error where something else follows at once',
      async (__, bytes, headers) => {
        const whole = toFramed(Buffer.alloc(bytes, 'a'), headers);
        const sent = Buffer.concat([whole, Buffer.from('garbage')]);
        for (const reader of readers()) {
          await expect(
            ask(({ socket }) => socket.write(sent), reader),
          ).rejects.toBeInstanceOf(NetworkError);
        }
      },
    );

    it('takes one for what it is where a second answer follows at once', async () => {
      const sent = toFramed(Buffer.from('first'));
      const { body } = await ask(({ socket }) =>
        socket.write(Buffer.concat([sent, toFramed(Buffer.from('second'))])),
      );
      expect(body.toString()).toBe('first');
    });
  });

  it('takes chunks that are none for a network error, with the headers as well as later', async () => {
    for (const chunks of ['no chunk\r\n', '3\r\nabc\r\nno chunk\r\n']) {
      const sent = toAnswer('transfer-encoding: chunked\r\n', [chunks]);
      for (const reader of readers()) {
        await expect(
          ask(({ socket }) => socket.write(sent), reader),
        ).rejects.toBeInstanceOf(NetworkError);
      }
    }
  });
});
