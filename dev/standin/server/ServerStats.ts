/**
 * What a served stand-in has counted.
 */
export interface StandInStats {
  requests: number;
  /** By status; broken ones by `reset`, `hang` and `cut`. */
  byStatus: Record<string, number>;
  inFlight: number;
  maxInFlight: number;
  openSockets: number;
  maxOpenSockets: number;
  userAgents: string[];
}

/**
 * Counts requests and sockets.
 */
export class ServerStats {
  private requests = 0;
  private inFlight = 0;
  private maxInFlight = 0;
  private openSockets = 0;
  private maxOpenSockets = 0;
  private readonly byStatus = new Map<string, number>();
  private readonly userAgents = new Set<string>();

  socketOpened(): void {
    this.openSockets += 1;
    this.maxOpenSockets = Math.max(this.maxOpenSockets, this.openSockets);
  }

  socketClosed(): void {
    this.openSockets -= 1;
  }

  requestStarted(options: { userAgent: string | undefined }): void {
    this.requests += 1;
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    if (options.userAgent !== undefined) {
      this.userAgents.add(options.userAgent);
    }
  }

  /** Counts what was decided, by status or by the name of the fault. */
  outcome(name: string): void {
    this.byStatus.set(name, (this.byStatus.get(name) ?? 0) + 1);
  }

  requestEnded(): void {
    this.inFlight -= 1;
  }

  /** Starts again; what is open or in flight stays so. */
  reset(): void {
    this.requests = 0;
    this.maxInFlight = this.inFlight;
    this.maxOpenSockets = this.openSockets;
    this.byStatus.clear();
    this.userAgents.clear();
  }

  read(): StandInStats {
    return {
      requests: this.requests,
      byStatus: Object.fromEntries(this.byStatus),
      inFlight: this.inFlight,
      maxInFlight: this.maxInFlight,
      openSockets: this.openSockets,
      maxOpenSockets: this.maxOpenSockets,
      userAgents: [...this.userAgents],
    };
  }
}
