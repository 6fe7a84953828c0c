import { CATALOG_ERRORS_TOPIC } from '@backstage/plugin-catalog-backend';
import {
  parseProcessingErrors,
  PROCESSING_ERRORS_TOPIC,
} from './parseProcessingErrors';

const TARGET =
  'https://git.example.com/projects/PRJ/repos/one/browse/catalog-info.yaml';

function parse(body: object) {
  return parseProcessingErrors({
    entity: 'location:default/one',
    location: `url:${TARGET}`,
    errors: [new Error('it fails')],
    ...body,
  });
}

describe('parseProcessingErrors', () => {
  it('listens where the catalog publishes', () => {
    expect(PROCESSING_ERRORS_TOPIC).toBe(CATALOG_ERRORS_TOPIC);
  });

  it('names the entity, its file, the Location of that, and the reason', () => {
    const failure = parse({ entity: 'component:default/one' });
    expect(failure).toEqual({
      entityRef: 'component:default/one',
      fileRef: expect.stringMatching(
        /^location:default\/generated-[0-9a-f]{40}$/,
      ),
      target: TARGET,
      reason: 'it fails',
    });
  });

  it.each([
    ['one error', [new Error('no')], 'no'],
    [
      'several errors',
      [new Error('no'), new Error('nor that'), { message: 'nor this' }],
      'no (and 2 more)',
    ],
    [
      'an error that quotes the file',
      [new Error('YAML error at line 1, column 4:\n\npassword: x: y\n   ^')],
      'YAML error at line 1, column 4',
    ],
    ['control characters', [new Error('a\u001b[31mb\u0000c')], 'a [31mb c'],
    [
      'an error that repeats an address',
      [new Error('Unable to read https://jane:hunter2@a.example.com/x?t=abc')],
      'Unable to read https://***@a.example.com/x?t=***',
    ],
    [
      'an error that is cut within an address',
      [new Error(`${'x'.repeat(480)} https://jane:hunter2@a.example.com`)],
      `${'x'.repeat(480)} https://***@a.examp`,
    ],
    ['an endless error', [new Error('x'.repeat(9_000))], 'x'.repeat(500)],
    ['an error that lost its text', [{}], 'the catalog gives no reason'],
    ['an error without a text', [new Error('')], 'the catalog gives no reason'],
    ['no error at all', [], 'the catalog gives no reason'],
  ])('gives the reason of %s', (_, errors, reason) => {
    expect(parse({ errors })?.reason).toBe(reason);
  });

  it.each([
    ['from a local file', { location: 'file:/home/x/catalog-info.yaml' }],
    ['without a location', { location: undefined }],
    ['with a location that is none', { location: 'rubbish' }],
    ['without errors', { errors: undefined }],
    ['without an entity', { entity: undefined }],
  ])('gives nothing of a body %s', (_, body) => {
    expect(parse(body)).toBeUndefined();
  });

  it.each([undefined, null, 7, 'x', []])(
    'gives nothing of a body that is %p',
    body => {
      expect(parseProcessingErrors(body)).toBeUndefined();
    },
  );
});
