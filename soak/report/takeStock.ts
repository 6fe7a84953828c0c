/**
 * What the process holds at a quiet point.
 */
export interface Stock {
  readonly heapMb: number;
  /** Open at the server, whoever has opened them. */
  readonly openSockets: number;
  /** All of the process, both ends of each connection. */
  readonly processSockets: number;
}

/**
 * Counts what the process holds, after a garbage collection.
 */
export function takeStock({
  openSockets,
}: Pick<Stock, 'openSockets'>): Stock {
  const { gc } = globalThis;
  if (!gc) {
    throw new Error('The heap can only be told under node --expose-gc');
  }
  gc();
  gc();
  return {
    openSockets,
    heapMb: process.memoryUsage().heapUsed / 1024 / 1024,
    processSockets: process
      .getActiveResourcesInfo()
      .filter(name => name === 'TCPSocketWrap').length,
  };
}
