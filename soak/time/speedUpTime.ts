/**
 * Makes `setTimeout`, `setInterval`, `Date` and `performance.now` of this
 * process pass faster than they do.
 *
 * @remarks
 * Everything keeps its own waits, in its own words: a retry after one second
 * still waits for one second of the time that the process knows. It is that
 * time which runs. The sockets are real and know nothing of it, so that the
 * server looks as many times slower as time is faster. Node's own timers,
 * such as those of idle connections, are not touched.
 */
export function speedUpTime(options: { factor: number }): void {
  const { factor } = options;
  const RealDate = Date;
  const startedAt = RealDate.now();
  const now = () => startedAt + (RealDate.now() - startedAt) * factor;

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  const realPerformanceNow = performance.now.bind(performance);
  const elapsedBefore = realPerformanceNow();
  performance.now = () =>
    elapsedBefore + (realPerformanceNow() - elapsedBefore) * factor;
  globalThis.setTimeout = speedUp(globalThis.setTimeout, { factor });
  globalThis.setInterval = speedUp(globalThis.setInterval, { factor });
}

/** Whatever else hangs on the function, such as its promise, stays there. */
function speedUp<T extends typeof setTimeout | typeof setInterval>(
  timer: T,
  { factor }: { factor: number },
): T {
  return new Proxy(timer, {
    apply: (target, self, [callback, delayMs = 0, ...args]) =>
      Reflect.apply(target, self, [callback, delayMs / factor, ...args]),
  });
}
