const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\//;
/** What git keeps of a symbolic link: a path, without the end of a line. */
const LINK = /^[^\s:{}[\]"'#]+$/u;

/**
 * Says what a file is that holds no YAML of its own; undefined where it may
 * hold some. Listings show such a file as any other.
 */
export function describeOddContent(content: string): string | undefined {
  if (content.trim() === '') {
    return 'is empty';
  }
  if (LFS_POINTER.test(content)) {
    return 'is a pointer of Git LFS, which no URL reader follows; keep it out of .gitattributes';
  }
  return LINK.test(content)
    ? `is a symbolic link to ${content}, as it seems, which no URL reader follows; put a file in its place, or name that path in catalogPath`
    : undefined;
}
