import { type Duplex, pipeline, type Readable } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
} from 'node:zlib';

/** What {@link unpack} knows, as a request asks for it. */
export const PACKINGS = 'gzip, deflate, br';

/** How the first byte of what has a header of zlib's ends. */
const ZLIB_METHOD = 0x08;

/**
 * Undoes the packing of a body, and fails where that is not complete.
 * node-fetch would take what there is of a gzip body for all of it.
 */
export async function unpack(
  body: Readable,
  { encoding }: { encoding: string | null },
): Promise<Readable> {
  const unpacking = await createUnpacking(body, encoding);
  // Whoever reads hears of an error; the callback is there to make it none of
  // the process.
  return unpacking ? pipeline(body, unpacking, () => {}) : body;
}

async function createUnpacking(
  body: Readable,
  encoding: string | null,
): Promise<Duplex | undefined> {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
    case 'x-deflate':
      return (await hasZlibHeader(body)) ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

/** Some servers send the deflated data without it. */
async function hasZlibHeader(body: Readable): Promise<boolean> {
  const chunks = body.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    body.unshift(chunk);
    return (chunk[0]! & 0x0f) === ZLIB_METHOD;
  }
  return true;
}
