import { RememberedAnswer } from '../memory';
import { Looked } from './types';

/**
 * Which files of a repository the catalog is to read anew: all after a push,
 * since what they refer to may have changed; otherwise those of which the
 * server shows another content than before.
 */
export type Reread = 'all' | 'rewritten';

/** The addresses of the files that the catalog is to read anew. */
export function toRefreshed(
  { answer, targets }: Pick<Looked, 'answer' | 'targets'>,
  options: { reread: Reread; before?: RememberedAnswer },
): string[] {
  if (options.reread === 'all') {
    return [...targets.values()];
  }
  if (answer.outcome !== 'present' || options.before?.outcome !== 'present') {
    return [];
  }
  const contentIds = new Map(
    options.before.files.map(({ path, contentId }) => [path, contentId]),
  );
  return answer.files.flatMap(({ path, contentId }) => {
    const before = contentIds.get(path);
    const target = targets.get(path);
    return target && contentId && before && contentId !== before
      ? [target]
      : [];
  });
}
