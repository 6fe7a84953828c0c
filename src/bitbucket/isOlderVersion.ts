/** Whether a version is older than another; false where it says nothing. */
export function isOlderVersion(
  version: string,
  { than }: { than: readonly [major: number, minor: number] },
): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) {
    return false;
  }
  return (
    Number(major) < than[0] ||
    (Number(major) === than[0] && Number(minor) < than[1])
  );
}
