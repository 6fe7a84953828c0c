import { createHash } from 'node:crypto';

/** What the catalog holds of a file, as its etag says. */
export interface Etag {
  readonly contentId: string;
  /** The revision by which it had been seen. */
  readonly revision: number;
}

/** Undefined for an etag that somebody else has made. */
export function parseEtag(text: string | undefined): Etag | undefined {
  const [, contentId, revision] =
    /^([0-9a-f]{40})@(\d{1,16})$/.exec(text ?? '') ?? [];
  return contentId === undefined
    ? undefined
    : { contentId, revision: Number(revision) };
}

export function toEtag({ contentId, revision }: Etag): string {
  return `${contentId}@${revision}`;
}

/** The id that git gives a blob of such a content. */
export function toContentId(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
