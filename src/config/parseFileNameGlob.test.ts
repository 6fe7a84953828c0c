import { parseFileNameGlob } from './parseFileNameGlob';

const key = 'p.catalogPath';

describe('parseFileNameGlob', () => {
  it.each([
    ['catalog-info.yaml', 'catalog-info.yaml'],
    ['my file (1).yaml', 'my file (1).yaml'],
    ['#1+2%20.yaml', '#1+2%20.yaml'],
    ['!important.yaml', '!important.yaml'],
    ['a\\*b.yaml', 'a*b.yaml'],
    ['\\[x\\].yaml', '[x].yaml'],
    ['\\{a,b\\}.yaml', '{a,b}.yaml'],
  ])('takes %s for the file %s', (name, file) => {
    const { fileName, matches } = parseFileNameGlob(name, { key });

    expect(fileName).toBe(file);
    expect(matches(file)).toBe(true);
    expect(matches(`${file}x`)).toBe(false);
    expect(matches(file.toUpperCase())).toBe(false);
  });

  it.each([
    ['*.yaml', ['a.yaml', 'my file.yaml'], ['.a.yaml', 'a.yml', 'A.YAML']],
    ['.*.yaml', ['.a.yaml'], ['a.yaml']],
    ['*', ['a', 'b.c'], ['.a', '']],
    ['c.{yaml,yml}', ['c.yaml', 'c.yml'], ['c.', 'c.{yaml,yml}', 'cxyml']],
    ['c.{a,b{1,2}}', ['c.a', 'c.b1', 'c.b2'], ['c.b']],
    ['c{1..3}', ['c1', 'c3'], ['c4']],
    ['c?.yaml', ['c1.yaml'], ['c.yaml', 'c12.yaml']],
    ['[a-a]?.yaml', ['ab.yaml'], ['bb.yaml']],
    ['[a-c]?.yaml', ['b1.yaml'], ['d1.yaml']],
    ['[!a]*.yaml', ['b.yaml'], ['a.yaml', '.b.yaml']],
    ['+(a|b).yaml', ['ab.yaml'], ['c.yaml']],
    ['!(a).yaml', ['b.yaml'], ['a.yaml']],
    ['#*', ['#1'], ['1']],
    ['\\[*\\].yaml', ['[x].yaml'], ['x.yaml']],
  ])('takes %s for a glob', (name, inside, outside) => {
    const { fileName, matches } = parseFileNameGlob(name, { key });

    expect(fileName).toBeUndefined();
    expect(inside.filter(each => !matches(each))).toEqual([]);
    expect(outside.filter(matches)).toEqual([]);
  });

  it('takes a glob for one name for that file', () => {
    expect(parseFileNameGlob('[c].yaml', { key }).fileName).toBe('c.yaml');
  });

  it.each([
    ['c.{yaml,yml', 'a { wants two or more names'],
    ['c.{yaml}', 'a { wants two or more names'],
    ['*.{yaml', 'a { wants two or more names'],
    ['c.yaml}', 'a { wants two or more names'],
    ['{a..}', 'a { wants two or more names'],
    ['[ab.yaml', 'a [ is not closed'],
    ['*[ab.yaml', 'a [ is not closed'],
    ['+(a|b.yaml', 'a ( is not closed'],
    ['[z-a].yaml', 'the range z-a runs backwards'],
  ])('refuses %s', (name, problem) => {
    const message = `p.catalogPath ends in '${name}', which is not a valid glob: ${problem}`;

    expect(() => parseFileNameGlob(name, { key })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
