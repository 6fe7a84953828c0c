import { BitbucketServerResponseError, toFailureAdvice } from '../bitbucket';
import type { ProcessingFailure } from './parseProcessingErrors';
import { toCause } from './toCause';

const target =
  'https://git.example.com/projects/A/repos/b/browse/catalog-info.yaml';
const url =
  'https://git.example.com/rest/api/1.0/projects/A/repos/b/raw/catalog-info.yaml';
const failure: ProcessingFailure = {
  entityRef: 'location:default/one',
  fileRef: 'location:default/one',
  target,
  reason: `Unable to read url, ${target} could not be read as ${url}, 403 Forbidden`,
};

function answered(status: number, details: { serverMessage?: string } = {}) {
  const requestId = '*1ABC2x123x4x0';
  return new BitbucketServerResponseError({
    ...{ url, status, requestId },
    ...details,
  });
}

describe('toCause', () => {
  it.each([401, 403, 404])(
    'gives address, status %i and request of the read, and what to do',
    status => {
      const readError = answered(status);
      expect(toCause(failure, { readError })).toEqual({
        reason: `GET ${url} answered ${status} (request *1ABC2x123x4x0)`,
        remedy: toFailureAdvice(readError).advice,
      });
    },
  );

  it.each([429, 500, 503])(
    'says of %i that the catalog tries again, and what to do if it lasts',
    status => {
      const readError = answered(status);
      const { advice } = toFailureAdvice(readError);
      expect(toCause(failure, { readError }).remedy).toBe(
        `the catalog tries again by itself; if this lasts, ${advice}`,
      );
    },
  );

  it('keeps to one line, whatever the server says', () => {
    const readError = answered(500, {
      serverMessage: 'at https://jane:hunter2@x.example.com\nmain: well again',
    });
    const { reason } = toCause(failure, { readError });
    expect(reason).toContain('https://***@x.example.com');
    expect(reason).not.toMatch(/hunter2|\n/);
  });

  it('gives what the catalog says where the read went well', () => {
    const parsed = { ...failure, reason: 'YAML error at url:x' };
    expect(toCause(parsed, { readError: undefined })).toEqual({
      reason: 'YAML error at url:x',
      remedy: 'open the file, and mend its YAML',
    });
  });

  it('gives what the catalog says of an entity in the file', () => {
    const entity = { ...failure, entityRef: 'api:default/x', reason: 'it is odd' };
    expect(toCause(entity, { readError: answered(500) })).toEqual({
      reason: 'it is odd',
    });
  });
});
