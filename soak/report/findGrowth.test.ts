import { findGrowth } from './findGrowth';

const before = { heapMb: 90, openSockets: 10, processSockets: 25 };

describe('findGrowth', () => {
  it('finds none where less, or hardly more, is held', () => {
    const after = { heapMb: 95, openSockets: 3, processSockets: 30 };
    expect(findGrowth({ before, after })).toEqual([]);
  });

  it('names the heap and the sockets that have grown beyond their bounds', () => {
    const after = { heapMb: 120, openSockets: 60, processSockets: 125 };
    expect(findGrowth({ before, after })).toEqual([
      'the heap, in MB, grew by 30, more than 16',
      'the number of sockets at the server grew by 50, more than 20',
      'the number of sockets of the process grew by 100, more than 40',
    ]);
  });
});
