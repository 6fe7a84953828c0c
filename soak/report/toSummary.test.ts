import { Tally } from './Tally';
import { toSummary } from './toSummary';

describe('toSummary', () => {
  it('says in one line what was done and what it took', () => {
    const tally = Object.assign(new Tally(), {
      sweeps: 40,
      failedSweeps: 7,
      changes: 90,
      restarts: 3,
      quietPoints: 9,
      compared: 300,
    });
    expect(
      toSummary({
        tally,
        webhooks: 80,
        faults: { '503': 4, reset: 2 },
        before: { heapMb: 90, openSockets: 8, processSockets: 16 },
        after: { heapMb: 91.25, openSockets: 9, processSockets: 18 },
        seconds: 12.4,
      }),
    ).toBe(
      '40 sweeps (7 failed); 90 changes; 80 webhooks; 3 restarts; faults: 503 4, reset 2; 300 entities compared at 9 quiet points (0 left out); heap 90.0 to 91.3 MB; sockets 8 to 9 at the server, 16 to 18 in all; 12 s',
    );
  });
});
