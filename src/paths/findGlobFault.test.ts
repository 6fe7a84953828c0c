import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { findGlobFault } from './findGlobFault';

const toRegExps = (glob: string) =>
  new Minimatch(glob, { nobrace: true, nonegate: true, nocomment: true }).set
    .flat()
    .filter(part => part instanceof RegExp);

const nested = 'a set such as +(a|b) cannot stand in another';
const ambiguous = 'what +(a|b) or *(a|b) repeats has to be names';
const many = 'it has more than 3 of * and sets such as +(a|b)';

describe('findGlobFault', () => {
  it.each([
    ['catalog-info.yaml'],
    ['my file (1), c++ #2 !x.yaml'],
    ['**/*.yaml'],
    ['/a/**/b/**/c?.yaml'],
    ['*-*-*.yaml'],
    ['*/*/*/*/*/c.yaml'],
    ['[a-c-e][!a][^b]/[]a]/[!]a]/[a-]/[-a]/[*]'],
    ['[\\]-a]'],
    ['+(a|b|cd)/*(x)/?(a|ab)/@(*|b)/!(*.test).yaml'],
    ['\\[\\{\\*\\*\\+\\(\\]'],
  ])('finds none in %s', glob => {
    expect(findGlobFault(glob)).toBeUndefined();
  });

  it.each([
    ['[ab.yaml', 'a [ is not closed'],
    ['*[ab.yaml', 'a [ is not closed'],
    ['[a/b].yaml', 'a [ is not closed'],
    ['[]', 'a [ is not closed'],
    ['[!]', 'a [ is not closed'],
    ['\\[[a', 'a [ is not closed'],
    ['[[:alpha:]', 'write a range such as [a-z] for a [:class:]'],
    ['[z-a].yaml', 'the range z-a runs backwards'],
    ['[!z-a].yaml', 'the range z-a runs backwards'],
    ['[a-\\]]', 'the range a-\\] runs backwards'],
    ['[[:alpha:]]-*', 'write a range such as [a-z] for a [:class:]'],
    ['c.{yaml', 'a { wants two or more names'],
    ['{a..}', 'a { wants two or more names'],
    ['{{a}', 'a { wants two or more names'],
    ['c.yaml}', 'a { wants two or more names'],
    ['+(a|b.yaml', 'a ( is not closed'],
    ['@(a/b|c).yaml', 'a ( is not closed'],
    ['+(a|(b/c', 'a ( is not closed'],
    ['@()', 'a ( wants one or more names'],
    ['+(a|@(b))', nested],
    ['!(a|+(b))', nested],
    ['+(a|@(b)/c', nested],
    ['**.yaml', '** stands for directories only as a part of its own'],
    ['a**', '** stands for directories only as a part of its own'],
    ['a/***/b', '** stands for directories only as a part of its own'],
    ['**(a)', '** stands for directories only as a part of its own'],
    ['*-*-*-*.yaml', many],
    ['a/*-*-*-*/c.yaml', many],
    ['?(a)?(a)?(a)?(a)', many],
    ['@(a|*)@(a|*)', many],
    ['+(a|aa)b', ambiguous],
    ['+(a|a)b', ambiguous],
    ['*(a|)b', ambiguous],
    ['+(a*)b', ambiguous],
    ['*(?|a)b', ambiguous],
    ['+([a-z]|b)', ambiguous],
  ])('finds in %s that %s', (glob, fault) => {
    expect(findGlobFault(glob)).toContain(fault);
  });

  it('leaves no glob over which minimatch fails, or that matches nothing', () => {
    const pieces = fc.constantFrom(
      ...['*', '?', '[', '!', '^', ']', '-', 'a', 'b', 'z', '\\]', '\\['],
      ...['+(', '@(', '|', ')', '(', '.', '[:alpha:]'],
    );
    const globs = fc.array(pieces, { maxLength: 10 }).map(all => all.join(''));

    fc.assert(
      fc.property(globs, glob => {
        fc.pre(findGlobFault(glob) === undefined);
        const sources = toRegExps(glob).map(({ source }) => source);

        expect(sources.join(' ')).not.toContain('$.');
      }),
      { numRuns: 1000 },
    );
  });
});
