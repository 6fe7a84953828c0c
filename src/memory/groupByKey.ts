export function groupByKey<T extends { readonly key: string }>(
  items: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.key);
    if (group) {
      group.push(item);
    } else {
      groups.set(item.key, [item]);
    }
  }
  return groups;
}
