import fc from 'fast-check';
import { parseRetryAfter } from './parseRetryAfter';

const now = fc.integer({ min: 0, max: 4e12 });

/** Any moment that every form of an HTTP date can name, to the second. */
const moment = fc
  .date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2049-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map(date => new Date(Math.floor(date.getTime() / 1000) * 1000));

const DAYS = ['Sun', 'Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur'];

/** The three forms of RFC 9110, 5.6.7. */
const FORMS: [string, (date: Date) => string][] = [
  ['IMF-fixdate', date => date.toUTCString()],
  [
    'RFC 850',
    date => {
      const [, day, month, year, time] = date.toUTCString().split(' ');
      return `${DAYS[date.getUTCDay()]}day, ${day}-${month}-${year?.slice(2)} ${time} GMT`;
    },
  ],
  [
    'asctime',
    date => {
      const [name, day, month, year, time] = date.toUTCString().split(' ');
      const padded = String(Number(day)).padStart(2, ' ');
      return `${name?.slice(0, 3)} ${month} ${padded} ${time} ${year}`;
    },
  ],
];

const header = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.stringMatching(/^\s?[-+]?\d{1,400}(?:[.,eE]\d*)?\s?$/),
  moment.map(date => date.toISOString()),
  fc.tuple(moment, fc.constantFrom(...FORMS), fc.string()).map(
    ([date, [, toText], rest]) => `${toText(date)}${rest}`,
  ),
  fc.string().map(text => `Mon, ${text} 00:00:00 GMT`),
  fc.nat().map(year => `Mon, ${year}`),
);

describe('parseRetryAfter, of any header', () => {
  it('gives a whole and finite number of milliseconds, none below zero, or none at all', () => {
    fc.assert(
      fc.property(header, now, (value, at) => {
        const delayMs = parseRetryAfter(value, { now: at }) ?? 0;
        expect(Number.isSafeInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives any number of seconds back, with blanks around it or zeros before it', () => {
    const seconds = fc.nat({ max: 9e12 });
    const blanks = fc.stringMatching(/^[ \t]{0,3}$/);
    const zeros = fc.stringMatching(/^0{0,3}$/);
    fc.assert(
      fc.property(seconds, blanks, zeros, now, (count, blank, zero, at) => {
        const value = `${blank}${zero}${count}${blank}`;
        expect(parseRetryAfter(value, { now: at })).toBe(count * 1000);
      }),
    );
  });

  it.each(FORMS)('gives the time until any date in the form %s', (_, toText) => {
    fc.assert(
      fc.property(moment, now, (date, at) => {
        const delayMs = parseRetryAfter(toText(date), { now: at });
        expect(delayMs).toBe(Math.max(0, date.getTime() - at));
      }),
    );
  });

  it('gives a later date no shorter a delay', () => {
    const dates = fc
      .tuple(moment, moment)
      .map(pair => pair.sort((a, b) => a.getTime() - b.getTime()));
    fc.assert(
      fc.property(dates, now, (pair, at) => {
        const [sooner = 0, later = 0] = pair.map(date =>
          parseRetryAfter(date.toUTCString(), { now: at }),
        );
        expect(sooner).toBeLessThanOrEqual(later);
      }),
    );
  });
});
