import { badRequest } from './errorBody';

/**
 * Which part of a list is asked for.
 */
export interface PageRequest {
  start: number;
  limit: number;
}

/**
 * One page of a list.
 */
export interface Page<T> {
  size: number;
  limit: number;
  isLastPage: boolean;
  values: T[];
  start: number;
  nextPageStart?: number;
}

/**
 * How large pages of one kind of list are.
 */
export interface PageLimits {
  /** What a request without `limit` gets. */
  default: number;
  /** What any larger `limit` is cut down to, silently. */
  max: number;
}

function parseWhole(
  name: string,
  options: { text: string | null; least: number },
): number | undefined {
  const { text, least } = options;
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text) || Number(text) < least) {
    throw badRequest(`${name} must be a whole number of at least ${least}.`, {
      context: name,
    });
  }
  return Number(text);
}

/**
 * Reads `start` and `limit`, cuts the limit down to the cap, and lets a strict
 * page size win over both.
 */
export function parsePageRequest(
  params: URLSearchParams,
  options: { limits: PageLimits; strictPageSize?: number },
): PageRequest {
  const { limits, strictPageSize } = options;
  const start = parseWhole('start', { text: params.get('start'), least: 0 });
  const limit = parseWhole('limit', { text: params.get('limit'), least: 1 });
  return {
    start: start ?? 0,
    limit: strictPageSize ?? Math.min(limit ?? limits.default, limits.max),
  };
}

/**
 * Cuts one page out of the rows.
 *
 * @remarks
 * `start` counts all rows, the invisible ones too, so `nextPageStart` is the
 * place of the next visible row and need not be `start + size`.
 */
export function toPage<Row, Value>(
  rows: Iterable<Row>,
  options: {
    pageRequest: PageRequest;
    isVisible?: (row: Row) => boolean;
    toValue: (row: Row) => Value;
  },
): Page<Value> {
  const { pageRequest, isVisible, toValue } = options;
  const { start, limit } = pageRequest;
  const values: Value[] = [];
  let place = -1;
  for (const row of rows) {
    place += 1;
    if (place < start || isVisible?.(row) === false) {
      continue;
    }
    if (values.length === limit) {
      return {
        size: values.length,
        limit,
        isLastPage: false,
        values,
        start,
        nextPageStart: place,
      };
    }
    values.push(toValue(row));
  }
  return { size: values.length, limit, isLastPage: true, values, start };
}
