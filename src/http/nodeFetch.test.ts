import dns from 'node:dns';
import { RequestListener } from 'node:http';
import { Duplex, PassThrough, pipeline, Readable } from 'node:stream';
import {
  constants,
  createBrotliCompress,
  createDeflate,
  createGzip,
  gzipSync,
} from 'node:zlib';
import { nodeFetch } from './nodeFetch';
import { request } from './testing/answers';
import { serve, Served } from './testing/serve';
import { BodyTooLargeError, NetworkError } from './transportErrors';

const MB = 1024 * 1024;

const open: Served[] = [];

async function start(listener: RequestListener): Promise<Served> {
  const served = await serve(listener);
  open.push(served);
  return served;
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it was answered'),
    (error: Error) => error,
  );
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>(resolvePromise => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(open.splice(0).map(served => served.close()));
});

describe('nodeFetch', () => {
  it('gives status, headers and the whole body', async () => {
    const { url } = await start((_, response) => {
      response.writeHead(404, { 'X-AREQUESTID': '@1x2' }).end('not here');
    });
    const { status, headers, body } = await nodeFetch(request({ url }));
    expect(status).toBe(404);
    expect(headers.get('x-arequestid')).toBe('@1x2');
    expect(body.toString()).toBe('not here');
  });

  it('sends a GET with the headers given', async () => {
    const seen = jest.fn();
    const { url } = await start(({ method, headers }, response) => {
      seen(method, headers.authorization);
      response.end();
    });
    await nodeFetch(request({ url, headers: { authorization: 'Bearer t' } }));
    expect(seen).toHaveBeenCalledWith('GET', 'Bearer t');
  });

  it('sends a body with the method given', async () => {
    const seen = jest.fn();
    const { url } = await start(async (received, response) => {
      const chunks = await received.toArray();
      seen(received.method, Buffer.concat(chunks).toString('utf8'));
      response.end();
    });
    await nodeFetch(request({ method: 'PUT', url, body: '{"name":"é"}' }));
    expect(seen).toHaveBeenCalledWith('PUT', '{"name":"é"}');
  });

  it('names the method in the error of a broken connection', async () => {
    const { url } = await start(({ socket }) => socket.destroy());
    const error = await failureOf(nodeFetch(request({ method: 'POST', url })));
    expect(error.message).toMatch(/^POST http\S+ got no complete answer: /);
  });

  it('sends request after request over one connection', async () => {
    const served = await start((_, response) => {
      response.end('{}');
    });
    for (let i = 0; i < 5; i += 1) {
      await nodeFetch(request({ url: `${served.url}/${i}` }));
    }
    expect(served.paths).toEqual(['/0', '/1', '/2', '/3', '/4']);
    expect(served.connections).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])(
    'gives a %p as an answer and does not follow it',
    async status => {
      const other = await start((_, response) => {
        response.end();
      });
      const { url } = await start((_, response) => {
        response.writeHead(status, { location: other.url }).end();
      });
      const headers = { authorization: 'Bearer t' };
      const answer = await nodeFetch(request({ url, headers }));
      expect(answer.status).toBe(status);
      expect(answer.headers.get('location')).toBe(other.url);
      expect(other.paths).toEqual([]);
    },
  );

  it.each<[string, string, RequestListener]>([
    [
      'a body shorter than its Content-Length',
      'aborted',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"values":', () => response.destroy());
      },
    ],
    [
      'a chunked body without an end',
      'Premature close',
      (_, response) => {
        response.writeHead(200);
        response.write('{"values":', () => response.destroy());
      },
    ],
    [
      'a deflated body that breaks off at its start',
      'Premature close',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'deflate' });
        response.flushHeaders();
        setImmediate(() => response.destroy());
      },
    ],
    [
      'a body that is not packed as it says',
      'incorrect header check',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}');
      },
    ],
    [
      'a connection that is closed without an answer',
      'socket hang up',
      (_, response) => {
        response.destroy();
      },
    ],
    [
      'an answer that is no HTTP',
      'Parse Error: Expected HTTP/, RTSP/ or ICE/',
      ({ socket }) => {
        socket.end('hello\r\n\r\n');
      },
    ],
  ])('takes %s for a network error', async (_, reason, listener) => {
    const { url } = await start(listener);
    const error = await failureOf(nodeFetch(request({ url: `${url}/x` })));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toBe(
      `GET ${url}/x got no complete answer: ${reason}`,
    );
  });

  it('says which address refuses the connection', async () => {
    const served = await serve(() => {});
    await served.close();
    const { url } = served;
    const error = await failureOf(nodeFetch(request({ url })));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toBe(
      `GET ${url} got no complete answer: connect ECONNREFUSED ${url.slice(7)}`,
    );
  });

  it('says why where a name has several addresses, which Node gives no text for', async () => {
    const served = await serve(() => {});
    await served.close();
    const lookup = (...args: unknown[]) => {
      const callback = args.pop() as (error: null, all: unknown[]) => void;
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]);
    };
    jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
    const url = served.url.replace('127.0.0.1', 'localhost');
    const error = await failureOf(nodeFetch(request({ url })));
    expect(error.message).toBe(
      `GET ${url} got no complete answer: ECONNREFUSED`,
    );
  });

  it('refuses a body of more than 16 MB, also one that is packed', async () => {
    const { url } = await start((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(16 * MB + 1)));
    });
    const error = await failureOf(nodeFetch(request({ url })));
    expect(error).toBeInstanceOf(BodyTooLargeError);
    expect(error.message).toBe(
      `GET ${url} was answered with more than 16 MB, which is refused`,
    );
  });

  it.each<[string, () => Duplex]>([
    ['as it is', () => new PassThrough()],
    ['gzip', () => createGzip()],
    ['deflate', () => createDeflate()],
    [
      'br',
      () =>
        createBrotliCompress({
          params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
        }),
    ],
  ])(
    'ends a body without an end and without a length at the limit, sent %s',
    async (encoding, createPacking) => {
      const closed = deferred();
      const { url } = await start((_, response) => {
        const packing = encoding !== 'as it is';
        response.writeHead(200, packing ? { 'content-encoding': encoding } : {});
        const zeros = new Readable({
          read() {
            this.push(Buffer.alloc(64 * 1024));
          },
        });
        pipeline(zeros, createPacking(), response, closed.resolve);
      });
      const error = await failureOf(nodeFetch(request({ url })));
      expect(error).toBeInstanceOf(BodyTooLargeError);
      await closed.promise;
    },
  );

  it('reads a body of 16 MB', async () => {
    const { url } = await start((_, response) => {
      response.end(Buffer.alloc(16 * MB));
    });
    expect((await nodeFetch(request({ url }))).body).toHaveLength(16 * MB);
  });

  it.each<[string, RequestListener]>([
    ['before the answer', () => {}],
    [
      'in the middle of the body',
      (_, response) => {
        response.write('{"values":');
      },
    ],
  ])('ends with the reason of the signal %s', async (_, listener) => {
    const reason = new Error('the run is over');
    const controller = new AbortController();
    const { url } = await start((...exchange) => {
      listener(...exchange);
      setImmediate(() => controller.abort(reason));
    });
    const { signal } = controller;
    await expect(nodeFetch(request({ url, signal }))).rejects.toBe(reason);
  });

  it('throws what is a bug of ours as it is', async () => {
    const error = await failureOf(nodeFetch(request({ url: 'no address' })));
    expect(error).not.toBeInstanceOf(NetworkError);
    expect(error.name).toBe('TypeError');
  });
});
