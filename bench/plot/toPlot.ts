import type { CaseResult, Results } from '../types';
import { panel } from './elements';
import { plotHeap } from './plotHeap';
import { plotScaling } from './plotScaling';
import { plotTimes } from './plotTimes';

const panels: Record<string, (result: CaseResult) => string> = {
  'thousand-repositories': plotTimes,
  'linear-time': plotScaling,
  'small-heap': plotHeap,
};

/**
 * Draws the plot of all cases that have something to show, one panel beneath
 * the other.
 */
export function toPlot(runs: readonly Results[]): string {
  const drawn = runs.flatMap(({ cases }) => cases).flatMap(result => {
    const draw = panels[result.name];
    return draw ? [draw(result)] : [];
  });
  const height = drawn.length * panel.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panel.width} ${height}" width="${panel.width}" height="${height}" font-family="sans-serif" font-size="13">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...drawn.map(
      (content, index) =>
        `<g transform="translate(0 ${index * panel.height})">\n${content}\n</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}
