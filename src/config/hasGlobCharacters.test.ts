import { hasGlobCharacters } from './hasGlobCharacters';

describe('hasGlobCharacters', () => {
  it.each([['*.yaml'], ['a?'], ['[ab]'], ['{a,b}'], ['+(a)'], ['!(a)'], ['}']])(
    'finds one in %s',
    part => {
      expect(hasGlobCharacters(part)).toBe(true);
    },
  );

  it.each([['c++'], ['a (1)'], ['!a'], ['#x'], ['100%'], ['\\*'], ['\\+\\(']])(
    'finds none in %s',
    part => {
      expect(hasGlobCharacters(part)).toBe(false);
    },
  );
});
