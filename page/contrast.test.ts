import { readFileSync } from 'node:fs';
import path from 'node:path';

const css = readFileSync(path.join(__dirname, 'base.css'), 'utf8');

/** The colours of each scheme, by name: the dark ones stand second. */
const [light = {}, dark = {}] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, block = '']) =>
    Object.fromEntries(
      [...block.matchAll(/--([\w-]+): (#\w{6});/g)].map(
        ([, name = '', color = '']) => [name, color],
      ),
    ),
);

/** As WCAG 2.2 defines it. */
function toLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toContrast(one: string, other: string): number {
  const [less = 0, more = 0] = [one, other]
    .map(toLuminance)
    .sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, colors) => {
  const contrastOf = (one: string, other: string) =>
    toContrast(colors[one] ?? '', colors[other] ?? '');

  it.each([
    ['text', 'page'],
    ['text', 'card'],
    ['text', 'accent-soft'],
    ['quiet', 'page'],
    ['quiet', 'card'],
    ['accent', 'page'],
  ])('have text in %s on %s stand out by 4.5', (text, ground) => {
    expect(contrastOf(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['control', 'page'],
    ['control', 'card'],
    ['accent', 'out'],
    ['accent', 'page'],
    ['unknown', 'page'],
    ['bad', 'card'],
  ])('have a shape in %s beside %s stand out by 3', (shape, ground) => {
    expect(contrastOf(shape, ground)).toBeGreaterThanOrEqual(3);
  });
});
