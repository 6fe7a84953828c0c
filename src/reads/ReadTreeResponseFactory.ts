import type { Readable } from 'node:stream';
import type { UrlReaderServiceReadTreeResponse } from '@backstage/backend-plugin-api';

/**
 * What Backstage gives a reader to make trees of archives, as far as it is
 * used.
 */
export interface ReadTreeResponseFactory {
  fromTarArchive(options: {
    stream: Readable;
    subpath?: string;
    etag: string;
    filter?: (path: string, info?: { size: number }) => boolean;
  }): Promise<UrlReaderServiceReadTreeResponse>;
}
