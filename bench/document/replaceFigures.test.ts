import { replaceFigures } from './replaceFigures';

const begin = '<!-- figures: written by npm run bench -->';
const end = '<!-- end of figures -->';

describe('replaceFigures', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const document = `Before.\n\n${begin}\n\nold\n\n${end}\n\nAfter.\n`;
    expect(replaceFigures(document, { figures: 'new' })).toBe(
      `Before.\n\n${begin}\n\nnew\n\n${end}\n\nAfter.\n`,
    );
  });

  it('throws when a marker is missing', () => {
    expect(() => replaceFigures(end, { figures: 'new' })).toThrow(
      'The document lacks',
    );
  });
});
