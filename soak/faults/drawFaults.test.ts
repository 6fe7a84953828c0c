import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { Chance } from '../random/Chance';
import { drawFaults } from './drawFaults';

const draw = (seed: number) => {
  const chance = new Chance({ seed });
  return Array.from({ length: 300 }, () => drawFaults(chance));
};

describe('drawFaults', () => {
  it('draws the same for the same seed', () => {
    expect(draw(4)).toEqual(draw(4));
  });

  it('draws what the stand-in understands, of every kind', () => {
    const drawn = draw(1);
    drawn.forEach(settings => new StandInFaults(settings));
    const responses = drawn
      .flatMap(({ rules = [] }) => rules)
      .map(({ respond }) =>
        typeof respond === 'object' && 'status' in respond
          ? respond.status
          : respond,
      );
    expect(new Set(responses)).toEqual(
      new Set([
        401,
        403,
        404,
        429,
        500,
        503,
        'cut',
        'hang',
        'html',
        'redirect-login',
        'reset',
      ]),
    );
    expect(drawn.some(({ tokenBucket }) => tokenBucket)).toBe(true);
    expect(drawn.some(({ randomly }) => randomly)).toBe(true);
    expect(drawn.some(({ latencyMs }) => latencyMs)).toBe(true);
  });

  it('never hides a server behind a 404 that names a reason', () => {
    const bodies = draw(2)
      .flatMap(({ rules = [] }) => rules)
      .map(({ respond }) => respond)
      .filter(respond => typeof respond === 'object')
      .map(respond => ('status' in respond ? (respond.body ?? '') : ''));
    expect(bodies.join()).not.toContain('exceptionName');
  });
});
