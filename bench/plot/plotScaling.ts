import { toCount } from '../figures/format';
import { toMedian } from '../figures/toMedian';
import type { CaseResult } from '../types';
import { drawLines } from './drawLines';
import { colours } from './elements';
import { toTicks } from './toTicks';

/**
 * Draws the time against the number of repositories, beside ten times the
 * smallest for ten times the work.
 */
export function plotScaling({ measurements }: CaseResult): string {
  const sizes = [
    ...new Set(measurements.map(({ repositories }) => repositories)),
  ].sort((one, other) => one - other);
  const points = sizes.map(size => ({
    x: size,
    y:
      toMedian(measurements.filter(each => each.repositories === size))
        .durationMs / 1000,
  }));
  const [smallest, largest] = [points[0], points.at(-1)];
  if (!smallest || !largest) {
    return '';
  }
  const proportional = {
    x: largest.x,
    y: smallest.y * (largest.x / smallest.x),
  };
  const top = toTicks(Math.max(largest.y, proportional.y));
  return drawLines(
    [
      {
        label: 'in proportion',
        points: [{ x: 0, y: 0 }, proportional],
        colour: colours.ideal,
        style: 'dashes',
      },
      { label: 'this module', points, colour: colours.ours, style: 'dots' },
    ],
    {
      title: 'Time of a sweep by the number of repositories, 5 ms an answer',
      x: { max: largest.x, ticks: sizes, toLabel: toCount },
      y: { max: top.at(-1) ?? 1, ticks: top, toLabel: value => `${value} s` },
    },
  );
}
