import { setMaxListeners } from 'node:events';

type Callback = (reason: unknown) => void;

/**
 * Tells many of the end of one run, with a single listener on its signal. All
 * requests of a run share a signal, and each waits for it several times.
 * Listeners that come and go with every request were a good part of its cost.
 */
export class AbortWatch {
  readonly #callbacks = new WeakMap<AbortSignal, Set<Callback>>();

  /** Calls back once when the signal is aborted, if it is not told to forget it. */
  add(signal: AbortSignal, callback: Callback): void {
    let callbacks = this.#callbacks.get(signal);
    if (!callbacks) {
      callbacks = this.#watch(signal);
      this.#callbacks.set(signal, callbacks);
    }
    callbacks.add(callback);
  }

  delete(signal: AbortSignal, callback: Callback): void {
    this.#callbacks.get(signal)?.delete(callback);
  }

  #watch(signal: AbortSignal): Set<Callback> {
    const callbacks = new Set<Callback>();
    // Several hosts may watch one signal; Node would warn of a leak.
    setMaxListeners(0, signal);
    signal.addEventListener(
      'abort',
      () => {
        const told = [...callbacks];
        callbacks.clear();
        told.forEach(callback => callback(signal.reason));
      },
      { once: true },
    );
    return callbacks;
  }
}
