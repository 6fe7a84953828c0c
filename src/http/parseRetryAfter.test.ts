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
    'Wed May  1 12:00:30 2024',
  ])('reads %p as a date', value => {
    expect(parse(value)).toBe(30_000);
  });

  it('takes a date that has passed for now', () => {
    expect(parse('Wed, 01 May 2024 11:00:00 GMT')).toBe(0);
  });

  it.each([
    ['Wed, 01 May 2024 09:00:00 GMT', 'Wed, 01 May 2024 09:00:20 GMT'],
    ['Wed, 01 May 2024 15:00:00 GMT', 'Wed May  1 15:00:20 2024'],
  ])('counts from %p, the clock of the server, to %p', (date, value) => {
    expect(parseRetryAfter(value, { now, date })).toBe(20_000);
  });

  it.each([null, '', '0', 'today'])(
    'counts from our own clock where the server has %p for a date',
    date => {
      const value = 'Wed, 01 May 2024 12:00:30 GMT';
      expect(parseRetryAfter(value, { now, date })).toBe(30_000);
    },
  );

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
    'Wed, 2090',
    'Wed, 01 May 2024 12:00:30',
    '9'.repeat(400),
  ])('takes %p for no header at all', value => {
    expect(parse(value)).toBeUndefined();
  });
});
