import { toSeconds } from '../figures/format';
import { toMedian } from '../figures/toMedian';
import type { CaseResult } from '../types';
import { drawBars } from './drawBars';
import { colours } from './elements';

/**
 * Draws the times of both modules, and the ideal, as bars.
 */
export function plotTimes(result: CaseResult): string {
  const { title, measurements, idealMs } = result;
  const timeOf = (module: 'ours' | 'upstream') =>
    toMedian(measurements.filter(each => each.module === module)).durationMs;
  const bars = [
    { label: 'upstream', value: timeOf('upstream'), colour: colours.upstream },
    { label: 'this module', value: timeOf('ours'), colour: colours.ours },
    { label: 'ideal', value: idealMs ?? 0, colour: colours.ideal },
  ];
  return drawBars(
    bars.map(bar => ({ ...bar, text: toSeconds(bar.value) })),
    { title: `Time: ${title}` },
  );
}
