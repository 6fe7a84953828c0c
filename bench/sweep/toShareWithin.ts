/**
 * What the inspector gives of a profile, as far as it is needed.
 */
export interface Profile {
  nodes: readonly ProfileNode[];
  samples?: readonly number[];
  /** In µs, each before its sample. */
  timeDeltas?: readonly number[];
}

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string };
  children?: readonly number[];
}

const NO_WORK = ['(root)', '(idle)', '(garbage collector)'];

/**
 * How much of the work of a profile went into functions of some files, and into
 * what those have called, as a share of 1. What native code does outside of any
 * function, as for the network, is others' work; what is spent on collecting
 * garbage counts for nobody.
 */
export function toShareWithin(
  { nodes, samples = [], timeDeltas = [] }: Profile,
  options: { files: RegExp },
): number {
  const within = findWithin(nodes, options);
  const names = new Map(
    nodes.map(({ id, callFrame }) => [id, callFrame.functionName]),
  );
  let [withinFor, workedFor] = [0, 0];
  samples.forEach((id, index) => {
    if (!NO_WORK.includes(names.get(id) ?? '')) {
      const delta = timeDeltas[index] ?? 0;
      workedFor += delta;
      withinFor += within.has(id) ? delta : 0;
    }
  });
  return workedFor === 0 ? 0 : withinFor / workedFor;
}

function findWithin(
  nodes: readonly ProfileNode[],
  { files }: { files: RegExp },
): ReadonlySet<number> {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const within = new Set<number>();
  // A parent stands before its children.
  for (const { id, callFrame } of nodes) {
    if (within.has(id) || files.test(callFrame.url)) {
      within.add(id);
      byId.get(id)?.children?.forEach(child => within.add(child));
    }
  }
  return within;
}
