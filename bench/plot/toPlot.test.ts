import { createMeasurement } from '../createMeasurement';
import type { CaseResult, Results } from '../types';
import { toPlot } from './toPlot';

const machine: Results['machine'] = {
  date: '2024-01-01',
  node: 'v22.0.0',
  os: 'Linux',
  cores: 2,
  cpu: 'a processor',
  load: 0,
};

function createCase(changes: Partial<CaseResult>): CaseResult {
  return {
    name: 'bad-server',
    title: 'A title',
    checks: [],
    measurements: [],
    ...changes,
  };
}

describe('toPlot', () => {
  it('draws times as bars in proportion, with their seconds', () => {
    const svg = toPlot([{
      machine,
      cases: [
        createCase({
          name: 'thousand-repositories',
          title: 'a < b',
          idealMs: 1000,
          measurements: [
            createMeasurement({ durationMs: 2000 }),
            createMeasurement({ module: 'upstream', durationMs: 20_000 }),
          ],
        }),
      ],
    }]);
    const bars = [...svg.matchAll(/<path d="M100 [\d.]+l(\d+)[^>]*fill="#/g)];
    const [ideal, ours, upstream] = bars.map(([, width]) => Number(width));
    expect(ours).toBe(2 * ideal!);
    expect(upstream).toBe(20 * ideal!);
    expect(svg).toContain('>20.0 s<');
    expect(svg).toContain('Time: a &lt; b');
  });

  it('draws a dot for each number of repositories', () => {
    const svg = toPlot([{
      machine,
      cases: [
        createCase({
          name: 'linear-time',
          measurements: [100, 1000, 100].map(repositories =>
            createMeasurement({ repositories }),
          ),
        }),
      ],
    }]);
    expect(svg.match(/<path d="M1 0A/g)).toHaveLength(2);
  });

  it('draws the heap over time', () => {
    const heap = [
      { atMs: 0, usedMb: 0 },
      { atMs: 1000, usedMb: 400 },
    ];
    const svg = toPlot([{
      machine,
      cases: [
        createCase({
          name: 'small-heap',
          measurements: [createMeasurement({ heap })],
        }),
      ],
    }]);
    expect(svg).toContain('Heap: A title');
    expect(svg).toContain('>400 MB<');
    expect(svg).toMatch(/<path d="M100 220L600 56" /);
  });

  it('leaves out a case that has nothing to draw', () => {
    expect(toPlot([{ machine, cases: [createCase({})] }])).not.toContain('<text');
  });

  it('draws the same in the same way, however often', () => {
    const runs = [
      {
        machine,
        cases: [
          createCase({
            name: 'linear-time',
            measurements: [createMeasurement({})],
          }),
        ],
      },
    ];
    expect(toPlot(runs)).toBe(toPlot(runs));
  });
});
