import { speedUpTime } from './speedUpTime';

describe('speedUpTime', () => {
  const real = { Date, setTimeout, setInterval };
  const realNow = performance.now;

  afterEach(() => {
    performance.now = realNow;
    Object.assign(globalThis, real);
  });

  it('divides every delay and hands on what else a timer is given', () => {
    const timeout = jest.fn();
    const interval = jest.fn();
    Object.assign(globalThis, { setTimeout: timeout, setInterval: interval });
    speedUpTime({ factor: 50 });
    const callback = () => {};
    setTimeout<[string]>(callback, 1000, 'an argument');
    setInterval(callback, 500);
    expect(timeout).toHaveBeenCalledWith(callback, 20, 'an argument');
    expect(interval).toHaveBeenCalledWith(callback, 10);
  });

  it('lets the clock run as many times faster, from now on', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    speedUpTime({ factor: 50 });
    expect(Date.now()).toBe(1_000_000);
    now.mockReturnValue(1_000_100);
    expect(Date.now()).toBe(1_005_000);
    expect(new Date().getTime()).toBe(1_005_000);
    now.mockRestore();
  });

  it('lets the clock that nobody sets run as many times faster', () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    speedUpTime({ factor: 50 });
    expect(performance.now()).toBe(1_000);
    now.mockReturnValue(1_100);
    expect(performance.now()).toBe(6_000);
  });

  it('leaves a date alone that is given, and what a date can do', () => {
    speedUpTime({ factor: 50 });
    expect(new Date(5).getTime()).toBe(5);
    expect(new Date()).toBeInstanceOf(Date);
    expect(Date.parse('1970-01-01T00:00:01Z')).toBe(1000);
  });
});
