import { boundGrantedRate, Stretch } from './boundGrantedRate';

/** Requests at an even pace, the last one refused. */
function evenly(options: {
  perSecond: number;
  seconds: number;
}): Pick<Stretch, 'answeredAt' | 'refusedAt' | 'refusedPerSecond'> {
  const { perSecond, seconds } = options;
  return {
    answeredAt: Array.from(
      { length: perSecond * seconds },
      (_, i) => (i / perSecond) * 1000,
    ),
    refusedAt: seconds * 1000,
    refusedPerSecond: perSecond,
  };
}

describe('boundGrantedRate', () => {
  it('gives the average where the server has refused nothing it could have granted', () => {
    const stretch = { ...evenly({ perSecond: 10, seconds: 10 }), savedUp: 60 };
    const bounds = boundGrantedRate({ ...stretch, averagePerSecond: 10 });
    expect(bounds).toEqual({ atLeast: 10, atMost: 10 });
  });

  it('finds what was granted at last, where the average holds a time that nobody asked in', () => {
    const late = evenly({ perSecond: 50, seconds: 4 });
    const { atLeast, atMost } = boundGrantedRate({
      ...late,
      averagePerSecond: 20,
      savedUp: 5,
    });
    expect(atLeast).toBeGreaterThan(45);
    expect(atLeast).toBeLessThanOrEqual(50);
    expect(atMost).toBeCloseTo(50, -1);
    expect(atMost).toBeGreaterThan(atLeast);
  });

  it('takes nothing for granted that may have been saved up', () => {
    const burst = evenly({ perSecond: 100, seconds: 1 });
    const { atLeast } = boundGrantedRate({
      ...burst,
      averagePerSecond: 20,
      savedUp: 100,
    });
    expect(atLeast).toBe(20);
  });

  it('never goes above the pace at which the server refused', () => {
    const { atMost } = boundGrantedRate({
      ...evenly({ perSecond: 40, seconds: 2 }),
      refusedPerSecond: 30,
      averagePerSecond: 20,
      savedUp: 1,
    });
    expect(atMost).toBe(30);
  });

  it('takes the pace at which the server refused for the most, where it has answered too little', () => {
    const bounds = boundGrantedRate({
      answeredAt: [2_000, 2_300, 2_600],
      refusedAt: 3_000,
      refusedPerSecond: 3,
      averagePerSecond: 1,
      savedUp: 1,
    });
    expect(bounds).toEqual({ atLeast: 1, atMost: 3 });
  });

  it('knows no upper bound where there was no pace', () => {
    const { atMost } = boundGrantedRate({
      ...evenly({ perSecond: 40, seconds: 1 }),
      refusedPerSecond: Infinity,
      averagePerSecond: 20,
      savedUp: 20,
    });
    expect(atMost).toBe(Infinity);
  });
});
