import { BitbucketServerResponseError, toFailureAdvice } from '../bitbucket';
import type { ProcessingFailure } from './parseProcessingErrors';
import { toCause, toRemedy } from './toCause';

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

const FILE = 'https://git.example.com/projects/A/repos/b/browse/c.yaml';

describe('toRemedy', () => {
  it.each([
    [
      `Entity user:default/bob at url:${FILE}, originated at url:${FILE}, is not of an allowed kind for that location`,
      /catalog\.rules/,
    ],
    [
      `Unable to read url, NotAllowedError: Reading from '${FILE}' is not allowed. You may need to configure an integration for the target host`,
      /integrations\.bitbucketServer/,
    ],
    [
      `YAML error at url:${FILE}, YAMLParseError: Nested mappings are not allowed in compact mappings at line 1, column 4`,
      /mend its YAML/,
    ],
    [
      'Expected object at root, got string',
      /symbolic link.*Git LFS.*login page/,
    ],
    [
      'No processor recognized the entity component:default/x as valid, possibly caused by a foreign kind or apiVersion',
      /apiVersion/,
    ],
    [
      'Policy check failed for component:default/bad name; caused by Error: "metadata.name" is not valid',
      /mend the entity/,
    ],
    [
      "Processor BuiltinKindsEntityProcessor threw an error while validating the entity component:default/x; caused by TypeError: /spec must have required property 'lifecycle'",
      /mend the entity/,
    ],
    [
      "<root> must have required property 'apiVersion' - missingProperty: apiVersion",
      /mend the entity/,
    ],
  ])('knows how to mend: %s', (reason, remedy) => {
    expect(toRemedy(reason)).toMatch(remedy);
  });

  it('says nothing where it does not know', () => {
    expect(toRemedy('Placeholder $text could not read it')).toBeUndefined();
  });
});
