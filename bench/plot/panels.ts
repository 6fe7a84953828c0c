import type { EChartsOption } from 'echarts';

import { toCount, toSeconds } from '../figures/format';
import { toMedian } from '../figures/toMedian';
import type { CaseResult } from '../types';

type Axis = Exclude<EChartsOption['xAxis'], unknown[] | undefined>;
type Series = Exclude<EChartsOption['series'], unknown[] | undefined>;

/**
 * What is drawn of a case.
 */
export interface Panel {
  title: string;
  x: Axis;
  y: Axis;
  series: Series[];
}

const colours = { ours: '#0052cc', upstream: '#6b778c', ideal: '#36b37e' };
const dashes = { type: 'dashed' } as const;
const heapBarMb = 400;

/** The times of both modules, and the ideal, as bars. */
function drawTimes({ title, measurements, idealMs }: CaseResult): Panel {
  const timeOf = (module: 'ours' | 'upstream') =>
    toMedian(measurements.filter(each => each.module === module)).durationMs;
  const bars = [
    { name: 'ideal', value: idealMs ?? 0, colour: colours.ideal },
    { name: 'this module', value: timeOf('ours'), colour: colours.ours },
    { name: 'upstream', value: timeOf('upstream'), colour: colours.upstream },
  ];
  return {
    title: `Time: ${title}`,
    x: { type: 'value', show: false },
    y: { type: 'category', data: bars.map(({ name }) => name) },
    series: [
      {
        type: 'bar',
        data: bars.map(({ value, colour }) => ({
          value,
          itemStyle: { color: colour },
          label: {
            show: true,
            position: 'right',
            formatter: toSeconds(value),
          },
        })),
      },
    ],
  };
}

/**
 * The time against the number of repositories, beside ten times the smallest
 * for ten times the work.
 */
function drawScaling({ measurements }: CaseResult): Panel {
  const sizes = [
    ...new Set(measurements.map(({ repositories }) => repositories)),
  ].sort((one, other) => one - other);
  const points = sizes.map((size): [number, number] => [
    size,
    toMedian(measurements.filter(each => each.repositories === size))
      .durationMs / 1000,
  ]);
  const [size, seconds] = points[0] ?? [1, 0];
  const largest = sizes.at(-1) ?? 0;
  return {
    title: 'Time of a sweep by the number of repositories, 5 ms an answer',
    x: { type: 'value', max: largest, axisLabel: { formatter: toCount } },
    y: { type: 'value', axisLabel: { formatter: '{value} s' } },
    series: [
      toLine('in proportion', {
        data: [
          [0, 0],
          [largest, (seconds * largest) / size],
        ],
        colour: colours.ideal,
        isDashed: true,
      }),
      {
        ...toLine('this module', { data: points, colour: colours.ours }),
        showSymbol: true,
      },
    ],
  };
}

/** The heap over the time of the sweep, beneath its bar. */
function drawHeap({ title, measurements }: CaseResult): Panel {
  const points = measurements.flatMap(({ heap }) =>
    heap.map(({ atMs, usedMb }): [number, number] => [atMs / 1000, usedMb]),
  );
  const end = Math.max(...points.map(([seconds]) => seconds));
  return {
    title: `Heap: ${title}`,
    x: { type: 'value', max: end, axisLabel: { formatter: '{value} s' } },
    y: { type: 'value', axisLabel: { formatter: '{value} MB' } },
    series: [
      toLine('bar', {
        data: [
          [0, heapBarMb],
          [end, heapBarMb],
        ],
        colour: colours.ideal,
        isDashed: true,
      }),
      toLine('this module', { data: points, colour: colours.ours }),
    ],
  };
}

function toLine(
  name: string,
  options: { data: [number, number][]; colour: string; isDashed?: true },
) {
  const { data, colour, isDashed } = options;
  return {
    ...{ type: 'line' as const, name, data, showSymbol: false },
    itemStyle: { color: colour },
    lineStyle: isDashed && dashes,
    endLabel: { show: true, formatter: '{a}', color: colour },
  };
}

/**
 * How the cases are drawn that have something to show.
 */
export const panels: Readonly<
  Record<string, (result: CaseResult) => Panel>
> = {
  'thousand-repositories': drawTimes,
  'linear-time': drawScaling,
  'small-heap': drawHeap,
};
