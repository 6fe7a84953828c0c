const PAUSE_MS = 250;

/**
 * Ends this process, as SIGTERM does, once the process that started it is
 * gone.
 *
 * @remarks
 * npm passes SIGTERM on to the shell between it and a script, and that shell
 * keeps it to itself: without this, `npm start` would end and leave a backend
 * behind. Windows never tells that a parent is gone.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      process.kill(process.pid, 'SIGTERM');
    }
  }, PAUSE_MS);
  timer.unref();
}
