import { AppConfig, ConfigReader } from '@backstage/config';
import { ConfigSection } from './ConfigSection';
import { readFilters } from './readFilters';

type JsonValue = AppConfig['data'][string];

function read(filters?: JsonValue) {
  const config = new ConfigReader({ filters });
  return readFilters(new ConfigSection({ config, key: 'p.main' }));
}

describe('readFilters', () => {
  it.each([[undefined], [null], [{}]])('takes all in for %j', filters => {
    expect(read(filters)).toEqual({
      projectKey: undefined,
      repoSlug: undefined,
      skipArchivedRepos: false,
    });
  });

  it('reads unanchored, case-sensitive patterns', () => {
    const { projectKey, repoSlug } = read({ projectKey: 'AB', repoSlug: '-x' });

    expect(projectKey?.test('XABX')).toBe(true);
    expect(projectKey?.test('ab')).toBe(false);
    expect(repoSlug?.test('a-xb')).toBe(true);
  });

  it('gives a pattern that answers the same each time it is asked', () => {
    const { projectKey } = read({ projectKey: 'A' });

    expect([projectKey?.test('A'), projectKey?.test('A')]).toEqual([
      true,
      true,
    ]);
  });

  it('strips nothing off a pattern', () => {
    expect(read({ repoSlug: ' a ' }).repoSlug?.source).toBe(' a ');
  });

  it('reads skipArchivedRepos', () => {
    expect(read({ skipArchivedRepos: true }).skipArchivedRepos).toBe(true);
  });

  it.each([['projectKey'], ['repoSlug']])(
    'refuses an invalid %s with the value and the reason',
    name => {
      expect(() => read({ [name]: '(a' })).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringMatching(
            `^p.main.filters.${name} is '\\(a', which is not a regular expression: .*Unterminated group`,
          ),
        }),
      );
    },
  );

  it.each([
    [{ projectKey: 123 }, 'p.main.filters.projectKey is 123 (a number); put'],
    [{ repoSlug: true }, 'p.main.filters.repoSlug is true (a boolean); put'],
    [{ projectKey: '' }, 'p.main.filters.projectKey is empty'],
    [{ projectKey: ['A'] }, 'p.main.filters.projectKey is a list'],
    [{ skipArchivedRepos: 'x' }, "p.main.filters.skipArchivedRepos is 'x'"],
    [['A'], 'p.main.filters is a list; an object is wanted'],
    ['A', "p.main.filters is 'A'; an object is wanted"],
  ])('refuses %j', (filters, message) => {
    expect(() => read(filters)).toThrow(message);
  });
});
