import { readUserName } from './readUserName';

const read = (name?: string) =>
  readUserName(new Headers(name === undefined ? {} : { 'X-AUSERNAME': name }));

describe('readUserName', () => {
  it.each([
    ['reader', 'reader'],
    ['access-token-user%2F2%2F11754', 'access-token-user/2/11754'],
    ['access-token-user/2/11754', 'access-token-user/2/11754'],
    ['j%C3%B6rg%40example.com', 'jörg@example.com'],
    ['a+b', 'a+b'],
    ['100%', '100%'],
    ['50%zz', '50%zz'],
    ['a%0Ab', 'a%0Ab'],
  ])('gives for %s the name %s', (header, name) => {
    expect(read(header)).toBe(name);
  });

  it('gives none where the server names nobody', () => {
    expect(read()).toBeUndefined();
    expect(read('')).toBeUndefined();
  });
});
