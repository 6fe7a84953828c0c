/** Each form starts with a day's name. Two end in GMT; asctime, in the year, means GMT. */
const HTTP_DATE =
  /^(?:mon|tue|wed|thu|fri|sat|sun)\D.* \d\d:\d\d:\d\d (gmt|\d{4})$/i;

/**
 * Parses a `Retry-After` header into milliseconds from now.
 *
 * @remarks
 * RFC 9110, 10.2.3: whole seconds or an HTTP date. Bitbucket is not known to
 * promise either, so anything else is taken for no header at all. A date that
 * has passed is 0. It is one of the clock that has set `Date`, which may be hours
 * from ours.
 */
export function parseRetryAfter(
  value: string | null,
  options: {
    now: number;
    /** The `Date` of the same answer. */
    date?: string | null;
  },
): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) {
    const delayMs = Number(text) * 1000;
    return Number.isSafeInteger(delayMs) ? delayMs : undefined;
  }
  const at = parseDate(text);
  const now = parseDate(options.date?.trim() ?? '') ?? options.now;
  return at === undefined ? undefined : Math.max(0, at - now);
}

function parseDate(text: string): number | undefined {
  const [, ending] = HTTP_DATE.exec(text) ?? [];
  if (ending === undefined) {
    return undefined;
  }
  const at = Date.parse(/^gmt$/i.test(ending) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
