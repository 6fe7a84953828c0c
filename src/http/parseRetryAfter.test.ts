import fc from 'fast-check';
import { parseRetryAfter } from './parseRetryAfter';

const now = Date.parse('2024-05-01T12:00:00Z');
const parse = (value: string | null) => parseRetryAfter(value, { now });

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
  ])('reads %p as seconds', (value, delayMs) => {
    expect(parse(value)).toBe(delayMs);
  });

  it.each([
    'Wed, 01 May 2024 12:00:30 GMT',
    'Wednesday, 01-May-24 12:00:30 GMT',
  ])('reads %p as a date', value => {
    expect(parse(value)).toBe(30_000);
  });

  it('takes a date that has passed for now', () => {
    expect(parse('Wed, 01 May 2024 11:00:00 GMT')).toBe(0);
  });

  it.each([
    null,
    '',
    ' ',
    'soon',
    '-5',
    '1.5',
    '5s',
    '1e3',
    '0x10',
    '2024-05-01T12:00:30Z',
    'Wed, 99 Foo 2024',
    '9'.repeat(400),
  ])('takes %p for no header at all', value => {
    expect(parse(value)).toBeUndefined();
  });

  it('gives a whole, finite, non-negative delay or none, whatever the header says', () => {
    const header = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map(date => date.toUTCString()),
      fc.string().map(text => `Mon, ${text}`),
    );
    fc.assert(
      fc.property(header, fc.integer({ min: 0, max: 4e12 }), (value, at) => {
        const delayMs = parseRetryAfter(value, { now: at });
        expect(
          delayMs === undefined ||
            (Number.isSafeInteger(delayMs) && delayMs >= 0),
        ).toBe(true);
      }),
    );
  });
});
