import { Chance } from '../random/Chance';
import { drawStrayWebhook } from './drawStrayWebhook';

describe('drawStrayWebhook', () => {
  it('draws the same for the same seed, and many kinds', () => {
    const draw = (seed: number) => {
      const chance = new Chance({ seed });
      return Array.from({ length: 100 }, () =>
        drawStrayWebhook(chance, { host: '127.0.0.1:1' }),
      );
    };
    expect(draw(1)).toEqual(draw(1));
    expect(new Set(draw(1).map(({ eventKey }) => eventKey))).toEqual(
      new Set([
        'pr:opened',
        'repo:refs_changed',
        'repo:deleted',
        'project:modified',
      ]),
    );
  });
});
