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

/** What stays when a project or repository is renamed or moved. */
const id = z.int().nonnegative().optional().catch(undefined);

export const projectSchema = z.object({ key: segment, id });

const flag = z.boolean().nullish();

export const repositorySchema = z.object({
  id,
  slug: segment,
  project: z.object({ key: segment, id, public: flag }),
  state: z.string().optional(),
  archived: flag,
  public: flag,
  /** Forks alone have one. */
  origin: z.unknown().optional(),
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

export const labelPageSchema = z.object({
  ...page,
  values: z.array(z.object({ name: z.string() })),
});

export const filePageSchema = z.object({
  ...page,
  values: z.array(z.string()),
});

const gitId = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .optional()
  .catch(undefined);

/**
 * A page of a directory; a file has `lines` or `binary` in place of
 * `children`. What says whether more pages follow is nested.
 */
export const browsePageSchema = z
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
            /** Of a file; git's id of its blob. */
            contentId: gitId,
            /** Of a directory; git's id of its tree. */
            node: gitId,
          }),
        ),
      })
      .optional(),
  })
  // Anything else is no answer, and must not pass for a path without files.
  .refine(
    ({ children, lines, binary }) => children ?? lines ?? binary,
    'neither a directory nor a file',
  )
  .transform(({ revision, children }) => ({
    revision,
    children,
    isLastPage: children?.isLastPage ?? true,
    nextPageStart: children?.nextPageStart,
  }));

export const defaultBranchSchema = z.looseObject({
  id: z.string(),
  displayId: z.string(),
});

/** Shown in a log, so nothing that could make two lines of one. */
const shown = z
  .string()
  .min(1)
  .transform(text => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 100));

export const serverSchema = z.object({
  version: shown,
  displayName: shown.optional(),
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
