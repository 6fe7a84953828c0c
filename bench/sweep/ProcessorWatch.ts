import { Session } from 'node:inspector/promises';

import { type Profile, toShareWithin } from './toShareWithin';

/** What memory and database run through. */
const STORAGE =
  /\/src\/(?:memory|database)\/|\/node_modules\/(?:knex|better-sqlite3|tarn)\//;

/**
 * Of a sweep that takes a minute, thousands of samples are enough; ten times as
 * many would themselves take a tenth of what is measured.
 */
const SAMPLE_EVERY_US = 10_000;

/**
 * Samples what the processor works on while it watches.
 */
export class ProcessorWatch {
  readonly #session = new Session();
  #before = process.cpuUsage();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.setSamplingInterval', {
      interval: SAMPLE_EVERY_US,
    });
    await this.#session.post('Profiler.start');
    this.#before = process.cpuUsage();
  }

  /**
   * Ends, and says how much processor time went into memory and database. A
   * profile knows shares alone: it takes waiting for the disk, or for a turn on
   * a busy machine, for work.
   */
  async stop(): Promise<{ storageMs: number }> {
    const { user, system } = process.cpuUsage(this.#before);
    const { profile } = await this.#session.post('Profiler.stop');
    this.#session.disconnect();
    const share = toShareWithin(profile as Profile, { files: STORAGE });
    return { storageMs: Math.round((share * (user + system)) / 1000) };
  }
}
