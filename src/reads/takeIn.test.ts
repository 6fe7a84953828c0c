import { isDoubted, takeIn } from './takeIn';
import type { KnownFile, Sight } from './types';

const known: KnownFile = {
  contentId: 'a',
  seenFrom: 10,
  seenUntil: 20,
  confirmedAt: 1_000,
  doubtedAt: 5,
};

const sight = (contentId: string | undefined, from: number, until: number) => ({
  contentId,
  seenFrom: from,
  seenUntil: until,
  confirmedAt: 2_000,
});

describe('takeIn', () => {
  it.each<[string, Sight, Partial<KnownFile>]>([
    ['another content, asked for after all that is known', sight('b', 20, 30), sight('b', 20, 30)],
    ['the absence of the file, asked for after it', sight(undefined, 20, 30), sight(undefined, 20, 30)],
    ['the same content, asked for after it', sight('a', 25, 30), sight('a', 25, 30)],
    ['the same content, asked for meanwhile', sight('a', 15, 30), sight('a', 15, 30)],
    ['the same content, seen before it', sight('a', 1, 2), { confirmedAt: 2_000 }],
  ])('believes %s', (_, seen, expected) => {
    const taken = takeIn(seen, known);
    expect(taken).toEqual({ ...known, ...expected });
    expect(isDoubted(taken)).toBe(false);
  });

  it('does not go back to what was answered before what is known was asked for', () => {
    expect(takeIn(sight('b', 1, 10), known)).toBe(known);
  });

  it.each([
    [5, 15],
    [12, 18],
    [19, 30],
    [1, 30],
  ])('doubts what is known after another content from %i to %i', (from, until) => {
    const taken = takeIn(sight('b', from, until), known);
    expect(taken.contentId).toBe('a');
    expect(isDoubted(taken)).toBe(true);
  });

  it('keeps a doubt that is newer than what was seen', () => {
    const doubted = { ...known, doubtedAt: 40 };
    expect(isDoubted(takeIn(sight('b', 25, 30), doubted))).toBe(true);
    expect(isDoubted(takeIn(sight('b', 40, 50), doubted))).toBe(false);
  });
});
