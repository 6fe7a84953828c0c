import { parsePathRef } from './parsePathRef';

const key = 'p.catalogPath';

describe('parsePathRef', () => {
  it.each([
    ['?at=refs%2Fheads%2Fdev', 'refs/heads/dev'],
    ['?at=dev', 'dev'],
    ['?at=refs/heads/dev', 'refs/heads/dev'],
    ['?at=v1%2B2', 'v1+2'],
    ['?at=fix%2F%2312', 'fix/#12'],
    ['?at=100%25', '100%'],
    ['?at=gr%C3%BCn', 'grün'],
    ['?at=a=b', 'a=b'],
  ])('cuts off %s and keeps it as it is written', (query, ref) => {
    expect(parsePathRef(`/x.yaml${query}`, { key })).toEqual({
      path: '/x.yaml',
      at: { ref, query },
    });
  });

  it.each([['/x.yaml'], ['/x?.yaml'], ['/?at.yaml'], ['/x\\?at=dev'], ['/=']])(
    'leaves %s whole',
    path => {
      expect(parsePathRef(path, { key })).toEqual({ path });
    },
  );

  it('cuts off a ref behind a glob with wildcards', () => {
    expect(parsePathRef('/c?.{a,b}?at=dev', { key })).toEqual({
      path: '/c?.{a,b}',
      at: { ref: 'dev', query: '?at=dev' },
    });
  });

  it.each([
    ['?at=', 'only ?at= followed by a branch is understood, leave ?at= out'],
    ['?raw=1', 'only ?at= followed by a branch is understood'],
    ['?AT=dev', 'only ?at= followed by a branch is understood'],
    ['?raw=1&at=dev', 'leave ?raw=1&at=dev out'],
    ['?at=dev&raw=1', 'nothing may follow the branch'],
    ['?at=dev#L1', 'nothing may follow the branch'],
    ['?at=%', '% is not percent-encoded'],
    ['?at=%FF', '%FF is not percent-encoded'],
    ['?at=a+b', "'a b' cannot be a branch's name"],
    ['?at=a%20b', "'a b' cannot be a branch's name"],
    ['?at=%00', "cannot be a branch's name"],
    ['?at=*', "'*' cannot be a branch's name"],
    ['?at=a..b', "'a..b' cannot be a branch's name"],
    ['?at=dev?x=y', "'dev?x=y' cannot be a branch's name"],
  ])('refuses %s', (query, problem) => {
    const parse = () => parsePathRef(`/x.yaml${query}`, { key });

    expect(parse).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`p.catalogPath is '/x.yaml${query}'`),
      }),
    );
    expect(parse).toThrow(problem);
  });
});
