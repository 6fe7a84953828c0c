import { toCount } from '../figures/format';
import type { CaseResult } from '../types';
import { drawLines } from './drawLines';
import { colours } from './elements';
import { toTicks } from './toTicks';

const barMb = 400;

/**
 * Draws the heap over the time of the sweep, beneath its bar.
 */
export function plotHeap({ title, measurements }: CaseResult): string {
  const points = measurements.flatMap(({ heap }) =>
    heap.map(({ atMs, usedMb }) => ({ x: atMs / 1000, y: usedMb })),
  );
  const end = Math.max(...points.map(({ x }) => x));
  return drawLines(
    [
      {
        label: 'bar',
        points: [
          { x: 0, y: barMb },
          { x: end, y: barMb },
        ],
        colour: colours.ideal,
        style: 'dashes',
      },
      {
        label: 'this module',
        points,
        colour: colours.ours,
        style: 'plain',
      },
    ],
    {
      title: `Heap: ${title}`,
      x: {
        max: end,
        ticks: toTicks(end).filter(tick => tick <= end),
        toLabel: value => `${toCount(value)} s`,
      },
      y: {
        max: barMb,
        ticks: [0, 100, 200, 300, 400],
        toLabel: value => `${value} MB`,
      },
    },
  );
}
