import { init } from 'echarts';

import type { Results } from '../types';
import { panels } from './panels';

const width = 720;
const height = 260;

/**
 * Draws the plot of all cases that have something to show, one panel beneath
 * the other, as SVG.
 */
export function toPlot(runs: readonly Results[]): string {
  const drawn = runs
    .flatMap(({ cases }) => cases)
    .flatMap(result => panels[result.name]?.(result) ?? []);
  const chart = init(null, null, {
    ...{ renderer: 'svg', ssr: true },
    ...{ width, height: Math.max(1, drawn.length) * height },
  });
  chart.setOption({
    animation: false,
    backgroundColor: 'white',
    title: drawn.map(({ title }, index) => ({
      text: title,
      ...{ left: 16, top: index * height + 16, textStyle: { fontSize: 14 } },
    })),
    grid: drawn.map((_, index) => ({
      ...{ left: 100, right: 120 },
      ...{ top: index * height + 56, height: height - 96 },
    })),
    xAxis: drawn.map(({ x }, gridIndex) => ({ ...x, gridIndex })),
    yAxis: drawn.map(({ y }, gridIndex) => ({ ...y, gridIndex })),
    series: drawn.flatMap(({ series }, index) =>
      series.map(each => ({ ...each, xAxisIndex: index, yAxisIndex: index })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${toStable(svg)}\n`;
}

/** Without names that count on with each chart; classes are for a pointer alone. */
function toStable(svg: string): string {
  return svg
    .replace(/ class="zr[^"]*"|<style[^]*<\/style>\s*/g, '')
    .replace(/zr\d+-/g, 'plot-');
}
