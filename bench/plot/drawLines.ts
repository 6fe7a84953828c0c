import { colours, panel, toLine, toPlace, toText } from './elements';

/**
 * One line through some points.
 */
export interface Line {
  label: string;
  points: readonly { x: number; y: number }[];
  colour: string;
  /** `dots` marks each point, `dashes` is for what was not measured. */
  style: 'plain' | 'dots' | 'dashes';
}

/**
 * One axis, which begins at 0.
 */
export interface Axis {
  max: number;
  ticks: readonly number[];
  toLabel: (value: number) => string;
}

/**
 * Draws lines in one system of axes, each named at its end.
 */
export function drawLines(
  lines: readonly Line[],
  options: { title: string; x: Axis; y: Axis },
): string {
  const bottom = panel.height - 40;
  const right = panel.width - panel.right;
  const toX = (value: number) =>
    panel.left + (value / options.x.max) * (right - panel.left);
  const toY = (value: number) =>
    bottom - (value / options.y.max) * (bottom - panel.top);

  const grid = [
    ...options.x.ticks.map(tick =>
      toText(options.x.toLabel(tick), {
        x: toX(tick),
        y: bottom + 20,
        anchor: 'middle',
      }),
    ),
    ...options.y.ticks.flatMap(tick => [
      toLine(
        [
          { x: panel.left, y: toY(tick) },
          { x: right, y: toY(tick) },
        ],
        { colour: colours.axis, width: 0.5 },
      ),
      toText(options.y.toLabel(tick), {
        x: panel.left - 10,
        y: toY(tick) + 5,
        anchor: 'end',
      }),
    ]),
  ];
  const drawn = lines.flatMap(({ label, points, colour, style }) => {
    const places = points.map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
    const last = places.at(-1) ?? { x: right, y: bottom };
    const dots = places.map(
      ({ x, y }) =>
        `<circle cx="${toPlace(x)}" cy="${toPlace(y)}" r="4" fill="${colour}"/>`,
    );
    return [
      toLine(places, { colour, dashes: style === 'dashes' ? '6 4' : 'none' }),
      ...(style === 'dots' ? dots : []),
      toText(label, {
        x: last.x + 10,
        // Two lines may end in one place: their names do not.
        y: last.y + (style === 'dashes' ? -4 : 14),
        colour,
      }),
    ];
  });
  const title = toText(options.title, { x: 16, y: 22, weight: 'bold' });
  return [title, ...grid, ...drawn].join('\n');
}
