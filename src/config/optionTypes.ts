import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { toShownText } from '../paths';

/*
 * The kinds of values that options have. The words of an error begin behind
 * the key, which readOptions puts before them.
 *
 * A boolean and a number may be written as a string, since that is how an
 * environment variable arrives. A string is never made of anything else.
 */

/** Reads a value once more where it stands, so that what is thrown names the file. */
export type Reread = (config: Config, name: string) => unknown;

/** Shows the value, and says what to do; never for what may be a secret. */
export function wanted(advice: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      `is ${toShownValue(input)}; ${advice}`,
  };
}

export function section<TOptions extends z.ZodRawShape>(options: TOptions) {
  return z.object(options, wanted('an object is wanted'));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export const text = z
  .string({
    error: ({ input }) => {
      const isScalar = typeof input === 'number' || typeof input === 'boolean';
      const advice = isScalar
        ? 'put it in quotes to make it a string'
        : 'a string is wanted';
      return `is ${toShownValue(input)}; ${advice}`;
    },
  })
  .refine(isText, wanted('give it a value, or leave the key out'));

/** One string or a list of them; each says for itself what is wrong with it. */
export function oneOrMany({
  one,
  each,
}: Readonly<Record<'one' | 'each', z.ZodType<string>>>) {
  const many = z.array(each);
  return z.unknown().transform((value, context): string | string[] => {
    const { data = [], error } = Array.isArray(value)
      ? many.safeParse(value)
      : one.safeParse(value);
    error?.issues.forEach(({ message, path }) =>
      context.addIssue({ code: 'custom', message, path }),
    );
    return data;
  });
}

/** A list of strings; one alone may be written without the list. */
export const texts = oneOrMany({
  one: text,
  each: z.custom<string>(isText, wanted('a string is wanted, in quotes')),
}).transform(value => [value].flat());

/** A list in which nothing stands would take nothing in. */
export const someTexts = texts.refine(
  values => values.length > 0,
  'is an empty list, which takes nothing in; give it a value, or leave the key out',
);

/** Regular expressions, unanchored and case-sensitive. */
export const patterns = texts.transform(toPatterns);
export const somePatterns = someTexts.transform(toPatterns);

function toPatterns(
  values: readonly string[],
  context: z.RefinementCtx,
): RegExp[] {
  return values.map(value => {
    try {
      return new RegExp(value);
    } catch (error) {
      const reread: Reread = () => {
        throw error;
      };
      context.addIssue({
        code: 'custom',
        message: `is '${value}', which is not a regular expression: ${toReason(error)}`,
        params: { reread },
      });
      return z.NEVER;
    }
  });
}

/** The limits of a number, both of them allowed values. */
interface NumberLimits {
  readonly minimum: number;
  /** Unlimited by default. */
  readonly maximum?: number;
  /** Refuses fractions; off by default. */
  readonly integer?: boolean;
}

export function number(limits: NumberLimits) {
  return numeric(limits).transform(toNumber);
}

/** A number above zero, or -1, which sets no limit. */
export const limit = numeric({ minimum: -1 })
  .refine(
    value => toNumber(value) > 0 || toNumber(value) === -1,
    wanted('a number above 0 is wanted, or -1 to switch the limit off'),
  )
  .transform(value => (toNumber(value) === -1 ? undefined : toNumber(value)));

/** What a number can be made of, as it is written. */
function numeric({ minimum, maximum = Infinity, integer }: NumberLimits) {
  const kind = integer ? 'a whole number' : 'a number';
  const range = Number.isFinite(maximum)
    ? `from ${minimum} to ${maximum}`
    : `of ${minimum} or more`;
  return z.unknown().refine(value => {
    const found = toNumber(value);
    return (
      Number.isFinite(found) &&
      found >= minimum &&
      found <= maximum &&
      (!integer || Number.isInteger(found))
    );
  }, wanted(`${kind} ${range} is wanted`));
}

/** NaN where it is none. */
export function toNumber(value: unknown): number {
  return typeof value === 'number' || isText(value) ? Number(value) : NaN;
}

/** What a reader of Backstage's own makes of a value. */
function readBy<TValue>(
  read: (config: Config, name: string) => TValue | undefined,
  advice: string,
) {
  return z.unknown().transform((value, context): TValue => {
    try {
      const found = read(new ConfigReader({ value } as never), 'value');
      if (found !== undefined) {
        return found;
      }
    } catch {
      // It is read again, for an error that names the file.
    }
    const message = `is ${toShownValue(value)}; ${advice}`;
    const reread: Reread = read;
    context.addIssue({ code: 'custom', message, params: { reread } });
    return z.NEVER;
  });
}

export const flag = readBy(
  (config, name) => config.getOptionalBoolean(name),
  'true or false is wanted',
);

/** A duration above zero, in milliseconds. */
export function durationMs({
  mostMs = Infinity,
  advice = 'a duration above zero is wanted, such as { minutes: 30 }',
} = {}) {
  return readBy((config, name) => {
    const duration = readDurationFromConfig(config, { key: name });
    const found = durationToMilliseconds(duration);
    return found > 0 && found <= mostMs ? found : undefined;
  }, advice);
}

export function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows a configured value in an error; never one that may hold a credential. */
export function toShownValue(value: unknown): string {
  if (value === undefined || value === null) {
    return 'missing';
  }
  if (typeof value === 'string') {
    return toShownText(value);
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  return `${String(value)} (a ${typeof value})`;
}
