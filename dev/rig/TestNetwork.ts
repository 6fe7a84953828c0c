import type { HttpFetch } from '../../src/http';
import { createStandInFetch } from '../standin/createStandInFetch';
import type { StandInBitbucket } from '../standin/StandInBitbucket';

/**
 * All servers that a test can reach, which are asked in process.
 */
export class TestNetwork {
  readonly #servers = new Map<string, HttpFetch>();
  readonly #standIns: StandInBitbucket[] = [];
  readonly #strangers: string[] = [];
  #observers: ((url: string) => void)[] = [];

  /** What sends a request in place of node-fetch. */
  readonly transport: HttpFetch = async request => {
    const { url } = request;
    this.#observers.forEach(observe => observe(url));
    const server = this.#servers.get(new URL(url).origin);
    if (!server) {
      this.#strangers.push(url);
      throw new Error(`No server of the test is at ${url}`);
    }
    return server(request);
  };

  /** Has a stand-in answer at its address, in place of whoever did so far. */
  add(
    standIn: StandInBitbucket,
    options: Parameters<typeof createStandInFetch>[1] = {},
  ): void {
    this.#standIns.push(standIn);
    this.#servers.set(
      new URL(standIn.baseUrl).origin,
      createStandInFetch(standIn, options),
    );
  }

  /** Tells of each request as it is sent, wherever it goes. */
  observe(onRequest: (url: string) => void): void {
    this.#observers.push(onRequest);
  }

  /**
   * Forgets all servers, and fails where one of them was asked for what a real
   * one would not know, or where nobody was there to be asked.
   */
  reset(): void {
    const unknown = this.#standIns.flatMap(each => each.unknownRequests);
    const strangers = [...this.#strangers];
    this.#servers.clear();
    this.#standIns.length = 0;
    this.#strangers.length = 0;
    this.#observers = [];
    expect(unknown).toEqual([]);
    expect(strangers).toEqual([]);
  }
}
