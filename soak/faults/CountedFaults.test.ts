import { CountedFaults } from './CountedFaults';

const request = {
  method: 'GET',
  url: new URL('http://127.0.0.1/rest/api/1.0/projects'),
  headers: {},
};

describe('CountedFaults', () => {
  it('counts what it did, by kind, and not what it left alone', () => {
    const faults = new CountedFaults();
    faults.set({
      rules: [
        { match: '.', times: 1, respond: { status: 503 } },
        { match: '.', times: 2, respond: 'html' },
        { match: '.', times: 1, respond: 'reset' },
      ],
    });
    for (let left = 6; left > 0; left -= 1) {
      faults.decide(request, { baseUrl: 'http://127.0.0.1' });
    }
    expect(faults.counts).toEqual({ '503': 1, 'login page': 2, reset: 1 });
  });

  it('counts slow answers, and goes on counting with other faults', () => {
    const faults = new CountedFaults();
    faults.set({ latencyMs: 5 });
    faults.decide(request, { baseUrl: 'http://127.0.0.1' });
    faults.set({ rules: [{ match: '.', respond: 'cut' }] });
    faults.decide(request, { baseUrl: 'http://127.0.0.1' });
    expect(faults.counts).toEqual({ cut: 1, slow: 1 });
  });
});
