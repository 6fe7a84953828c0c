import { colours, panel, toPlace, toText } from './elements';

/**
 * One horizontal bar.
 */
export interface Bar {
  label: string;
  value: number;
  /** What stands behind the bar. */
  text: string;
  colour: string;
}

const rowHeight = 46;
const barHeight = 26;

/**
 * Draws horizontal bars, the longest as wide as the panel.
 */
export function drawBars(
  bars: readonly Bar[],
  options: { title: string },
): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const room = panel.width - panel.left - panel.right;
  const drawn = bars.flatMap(({ label, value, text, colour }, index) => {
    const y = panel.top + index * rowHeight;
    const width = (value / longest) * room;
    const middle = y + barHeight / 2 + 5;
    return [
      toText(label, { x: panel.left - 10, y: middle, anchor: 'end' }),
      `<rect x="${panel.left}" y="${y}" width="${toPlace(width)}" height="${barHeight}" fill="${colour}"/>`,
      toText(text, { x: panel.left + width + 8, y: middle }),
    ];
  });
  const title = toText(options.title, {
    x: 16,
    y: 22,
    weight: 'bold',
    colour: colours.text,
  });
  return [title, ...drawn].join('\n');
}
