/**
 * What the process that measures the cost of a request is told.
 */
export interface CostSettings {
  restApi: string;
  token: string;
  /** How many requests the bare loop makes, and how many at once. */
  requests: number;
  inFlight: number;
  /** How many sweeps and loops go before those that count. */
  warmUps: number;
  /** How many count, of which the middle one is given. */
  rounds: number;
}

/**
 * The processor time of a request, and what the event loop had to wait.
 */
export interface CostResult {
  /** Of a sweep. */
  oursMs: number;
  /** Of a loop of node-fetch and `JSON.parse`, in the same process. */
  bareMs: number;
  /** Of the event loop while the sweep went on; 99 in 100 were shorter. */
  delayMs: number;
}
