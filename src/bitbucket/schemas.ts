import { z, ZodError, ZodType } from 'zod';

/*
 * Shapes of the REST API as far as they are read. They are lenient: servers
 * of different age leave fields out or add some. A field that is null, missing
 * or of another type costs what depends on it, at most its own row.
 */

/** Where people browse something; a link that signs somebody in is none. */
const links = z
  .object({ self: z.tuple([z.object({ href: z.string() })], z.unknown()) })
  .transform(({ self }) => self[0].href)
  .refine(href => !hasUserInformation(href))
  .optional()
  .catch(undefined);

function hasUserInformation(href: string): boolean {
  if (!href.includes('@')) {
    return false;
  }
  if (!URL.canParse(href)) {
    return true;
  }
  const { username, password } = new URL(href);
  return username !== '' || password !== '';
}

/** Shown in a log, so nothing that could make two lines of one. */
const shown = z
  .string()
  .min(1)
  .transform(text => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '));

/** A key or slug, which becomes a segment of an address. */
const segment = z.string().regex(/^(?!\.{1,2}$)[^]/, 'is no name');

const page = {
  // Where a page does not say so, it is not the last, and has to lead on.
  isLastPage: z.boolean().catch(false),
  nextPageStart: z.number().nullish().catch(undefined),
};

/** A page of a list: the rows that can be read, and why the first other cannot. */
export function pageOf<TRow>(row: ZodType<TRow>) {
  return z
    .object({ ...page, values: z.array(z.unknown()) })
    .transform(({ values: given, isLastPage, nextPageStart }) => {
      const values: TRow[] = [];
      let unreadable: string | undefined;
      given.forEach((each, index) => {
        const parsed = row.safeParse(each);
        if (parsed.success) {
          values.push(parsed.data);
        } else {
          unreadable ??= describeShape(parsed.error, {
            under: ['values', index],
          });
        }
      });
      return { isLastPage, nextPageStart, values, unreadable };
    });
}

/** What stays when a project or repository is renamed or moved. */
const id = z.int().nonnegative().optional().catch(undefined);

export const projectSchema = z.object({ key: segment, id });

const flag = z.boolean().nullish();

export const repositorySchema = z.object({
  id,
  slug: segment,
  project: z.object({ key: segment, id, public: flag }),
  state: shown.optional().catch(undefined),
  archived: flag,
  public: flag,
  /** Forks alone have one. */
  origin: z.unknown().optional(),
  links,
});

export const projectPageSchema = pageOf(projectSchema);

export const repositoryPageSchema = pageOf(repositorySchema);

/** Of any length that a digest may have; zeros alone stand for none. */
const hash = z.string().regex(/^(?!0+$)[0-9a-f]{32,128}$/i);

export const repositoryHashPageSchema = pageOf(
  z.object({
    id: z.int().nonnegative(),
    properties: z.object({
      contentHash: hash,
      defaultBranchId: z.string().min(1).optional().catch(undefined),
    }),
  }),
);

export const labelPageSchema = pageOf(z.object({ name: z.string() }));

export const filePageSchema = pageOf(z.string());

const gitId = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .optional()
  .catch(undefined);

/** A page of a directory; a file has `lines` or `binary` in place of `children`. */
export const browsePageSchema = z
  .object({
    revision: z.string().nullish().catch(undefined),
    lines: z.array(z.unknown()).optional().catch(undefined),
    binary: z.literal(true).optional().catch(undefined),
    children: pageOf(
      z.object({
        path: z.object({ components: z.array(z.string()).min(1) }),
        type: z.string(),
        /** Of a file; git's id of its blob. */
        contentId: gitId,
        /** Of a directory; git's id of its tree. */
        node: gitId,
      }),
    ).nullish(),
  })
  // Anything else is no answer, and must not pass for a path without files.
  .refine(
    ({ children, lines, binary }) => children ?? lines ?? binary,
    'neither a directory nor a file',
  )
  .transform(({ revision, children }) => ({
    revision,
    unreadable: children?.unreadable,
    children: children ?? undefined,
    isLastPage: children?.isLastPage ?? true,
    nextPageStart: children?.nextPageStart,
  }));

export const commitPageSchema = z.object({
  values: z.tuple([z.object({ id: z.string().min(1) })], z.unknown()),
});

/** The short name is the end of the full one, where it is missing. */
export const defaultBranchSchema = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    displayId: z.string().optional().catch(undefined),
  })
  .transform(({ id: full, displayId, ...others }, context) => {
    const short = displayId ?? full?.replace(/^refs\/heads\//, '');
    if (short === undefined) {
      context.addIssue({ code: 'custom', message: 'has no name', path: ['id'] });
      return z.NEVER;
    }
    return { ...others, id: full ?? `refs/heads/${short}`, displayId: short };
  });

export const serverSchema = z.object({
  version: shown,
  displayName: shown.optional().catch(undefined),
});

export const errorsSchema = z.object({
  errors: z
    .array(
      z
        .object({
          message: shown.nullish().catch(undefined),
          exceptionName: z.string().nullish().catch(undefined),
        })
        .catch({}),
    )
    .min(1),
});

/** Says what is wrong first with a value of another shape, and where in it. */
export function describeShape(
  error: ZodError,
  options: { under?: readonly PropertyKey[] } = {},
): string {
  const { under = [] } = options;
  const [issue] = error.issues;
  const path = [...under, ...(issue?.path ?? [])].join('.');
  return path ? `${path}: ${issue?.message}` : `${issue?.message}`;
}
