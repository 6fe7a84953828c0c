import { z } from 'zod';

/*
 * Shapes of the REST API as far as they are read. They are lenient: servers
 * of different age leave fields out or add some.
 */

const link = z.object({ href: z.string() });
const links = z.object({ self: z.array(link).optional() }).optional();

/** A key or slug, which becomes a segment of an address. */
const segment = z
  .string()
  .min(1)
  .refine(text => text !== '.' && text !== '..', 'is no name');

const page = {
  isLastPage: z.boolean(),
  nextPageStart: z.number().nullish(),
};

export const projectSchema = z.object({ key: segment });

export const repositorySchema = z.object({
  slug: segment,
  project: z.object({ key: segment }),
  state: z.string().optional(),
  archived: z.boolean().nullish(),
  links,
});

export const projectPageSchema = z.object({
  ...page,
  values: z.array(projectSchema),
});

export const repositoryPageSchema = z.object({
  ...page,
  values: z.array(repositorySchema),
});

/** A directory; a file has `lines` or `binary` in place of `children`. */
export const browseSchema = z
  .object({
    revision: z.string().nullish(),
    lines: z.array(z.unknown()).optional(),
    binary: z.literal(true).optional(),
    children: z
      .object({
        ...page,
        values: z.array(
          z.object({
            path: z.object({ components: z.array(z.string()).min(1) }),
            type: z.string(),
          }),
        ),
      })
      .optional(),
  })
  // Anything else is no answer, and must not pass for a path without files.
  .refine(
    ({ children, lines, binary }) => children ?? lines ?? binary,
    'neither a directory nor a file',
  );

export const defaultBranchSchema = z.looseObject({
  id: z.string(),
  displayId: z.string(),
});

export const errorsSchema = z.object({
  errors: z
    .array(
      z.object({
        message: z.string().nullish(),
        exceptionName: z.string().nullish(),
      }),
    )
    .min(1),
});
