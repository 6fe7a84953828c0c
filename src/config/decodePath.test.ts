import { decodePath } from './decodePath';

describe('decodePath', () => {
  it.each([
    ['/a%20b/c.yaml', '/a b/c.yaml'],
    ['/%C3%A4.yaml', '/ä.yaml'],
    ['/a%2520b.yaml', '/a%20b.yaml'],
    ['/%5bid%5D/*.yaml', '/\\[id\\]/*.yaml'],
    ['/a%2A%3f%7B.yaml', '/a\\*\\?\\{.yaml'],
    ['/a%20b%2fc.yaml', '/a b%2fc.yaml'],
    ['/a%20b/%FF.yaml', '/a b/%FF.yaml'],
  ])('decodes %s to %s', (path, decoded) => {
    expect(decodePath(path)).toBe(decoded);
  });

  it.each(['/a.yaml', '/100%/c.yaml', '/a%2Fb', '/%FF.yaml', '/%zz'])(
    'finds nothing to decode in %s',
    path => {
      expect(decodePath(path)).toBeUndefined();
    },
  );
});
