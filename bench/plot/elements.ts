/**
 * The colours of a plot, readable on the white it is drawn on.
 */
export const colours = {
  ours: '#1a6fb0',
  upstream: '#c2602a',
  ideal: '#767676',
  text: '#222222',
  axis: '#bbbbbb',
};

/**
 * How wide and high one panel of a plot is, its margins included.
 */
export const panel = {
  width: 720,
  height: 240,
  left: 110,
  right: 180,
  top: 44,
};

/**
 * Writes a text at a place.
 */
export function toText(
  text: string,
  options: {
    x: number;
    y: number;
    anchor?: 'start' | 'middle' | 'end';
    colour?: string;
    weight?: 'normal' | 'bold';
  },
): string {
  const { x, y, anchor = 'start', colour = colours.text } = options;
  const { weight = 'normal' } = options;
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return `<text x="${toPlace(x)}" y="${toPlace(y)}" text-anchor="${anchor}" fill="${colour}" font-weight="${weight}">${escaped}</text>`;
}

/**
 * Writes a line through some places.
 */
export function toLine(
  places: readonly { x: number; y: number }[],
  options: { colour: string; dashes?: string; width?: number },
): string {
  const { colour, dashes = 'none', width = 2 } = options;
  const points = places.map(({ x, y }) => `${toPlace(x)},${toPlace(y)}`);
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dashes}"/>`;
}

/**
 * Writes a place in as few digits as can be seen.
 */
export function toPlace(value: number): string {
  return String(Math.round(value * 10) / 10);
}
