import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z, ZodType } from 'zod';
import { Reread } from './optionTypes';

/** One object of app-config, and where it stands, from the root on. */
export interface Section {
  readonly config: Config;
  readonly key: string;
}

/**
 * Reads the options of a section, with an error that names the whole key, what
 * was found there, and what is wanted. A null is an absent key: that is how
 * Backstage lets one file take back what another has set.
 */
export function readOptions<TOptions>(
  options: ZodType<TOptions>,
  { config, key }: Section,
): TOptions {
  const { data, error } = options.safeParse(config.getOptional() ?? {});
  const [issue] = error?.issues ?? [];
  if (issue) {
    const place = issue.path
      .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('');
    throw new InputError(
      `${key}${place} ${issue.message}`,
      findCause(issue, { config }),
    );
  }
  return data as TOptions;
}

/** What is thrown where the value is read again, if it is. */
function findCause(
  issue: z.core.$ZodIssue,
  { config }: { config: Config },
): unknown {
  const reread: Reread | undefined =
    issue.code === 'custom' ? issue.params?.reread : undefined;
  const [name = '', ...above] = issue.path.map(String).reverse();
  try {
    const inner = (parent: Config, each: string) => parent.getConfig(each);
    reread?.(above.reduceRight(inner, config), name);
    return undefined;
  } catch (error) {
    return error;
  }
}
