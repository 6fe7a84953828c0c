import { RecentLines } from './RecentLines';

describe('RecentLines', () => {
  it('keeps the latest lines above debug, with their level', () => {
    const lines = new RecentLines({ kept: 2 });
    lines.info('one');
    lines.child().warn('two');
    lines.error('three');
    lines.debug();
    expect(lines.lines).toEqual(['warn two', 'error three']);
  });
});
