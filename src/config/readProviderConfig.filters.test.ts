import { AppConfig, ConfigReader } from '@backstage/config';
import { readProviderConfig } from './readProviderConfig';
import { noFilters } from './testing/noFilters';

type JsonObject = AppConfig['data'];
type JsonValue = JsonObject[string];

function readProvider(provider: JsonObject) {
  return readProviderConfig(
    { id: 'main', key: 'p.main', config: new ConfigReader(provider) },
    { integrationHosts: ['a.x'] },
  ).filters;
}

const read = (filters?: JsonValue) => readProvider({ filters });

const matchesOneOf = (patterns: readonly RegExp[] | undefined, name: string) =>
  patterns?.some(pattern => pattern.test(name));

describe('readProviderConfig, of filters', () => {
  it.each([
    [undefined],
    [null],
    [{}],
    [{ exclude: {}, labels: {} }],
    [{ exclude: null, labels: null, projectKey: null, visibility: null }],
  ])('takes all in for %j', filters => {
    expect(read(filters)).toEqual(noFilters);
  });

  it('reads unanchored, case-sensitive patterns', () => {
    const { projectKey, repoSlug } = read({ projectKey: 'AB', repoSlug: '-x' });

    expect(matchesOneOf(projectKey.include, 'XABX')).toBe(true);
    expect(matchesOneOf(projectKey.include, 'ab')).toBe(false);
    expect(matchesOneOf(repoSlug.include, 'a-xb')).toBe(true);
  });

  it('gives a pattern that answers the same each time it is asked', () => {
    const { projectKey } = read({ projectKey: 'A' });

    expect([
      matchesOneOf(projectKey.include, 'A'),
      matchesOneOf(projectKey.include, 'A'),
    ]).toEqual([true, true]);
  });

  it('strips nothing off a pattern', () => {
    expect(read({ repoSlug: ' a ' }).repoSlug.include).toEqual([/ a /]);
  });

  it('reads lists of patterns', () => {
    expect(
      read({
        projectKey: ['^A$', 'B'],
        repoSlug: ['a'],
        exclude: { projectKey: ['C', 'D'], repoSlug: [] },
      }),
    ).toMatchObject({
      projectKey: { include: [/^A$/, /B/], exclude: [/C/, /D/] },
      repoSlug: { include: [/a/], exclude: [] },
    });
  });

  it('reads exclusions on their own', () => {
    const { projectKey, repoSlug } = read({
      exclude: { projectKey: '^OLD', repoSlug: '-fork$' },
    });

    expect(projectKey).toEqual({ include: undefined, exclude: [/^OLD/] });
    expect(repoSlug).toEqual({ include: undefined, exclude: [/-fork$/] });
  });

  it('reads what else a repository has to be', () => {
    expect(
      read({
        skipArchivedRepos: true,
        allowForks: false,
        visibility: 'private',
        labels: { include: 'backstage', exclude: ['legacy', 'test'] },
      }),
    ).toMatchObject({
      skipArchivedRepos: true,
      allowForks: false,
      visibility: ['private'],
      labels: { include: ['backstage'], exclude: ['legacy', 'test'] },
    });
  });

  it('reads lists of visibilities and of labels', () => {
    const { visibility, labels } = read({
      visibility: ['public', 'private'],
      labels: { include: ['a-1', 'b'], exclude: [] },
    });

    expect(visibility).toEqual(['public', 'private']);
    expect(labels).toEqual({ include: ['a-1', 'b'], exclude: [] });
  });

  it('reads includePersonalRepos next to the filters', () => {
    const { includePersonalRepos } = readProvider({
      includePersonalRepos: true,
    });

    expect(includePersonalRepos).toBe(true);
  });

  it.each([
    ['projectKey', (value: JsonValue) => ({ projectKey: value })],
    ['repoSlug', (value: JsonValue) => ({ repoSlug: value })],
    [
      'exclude.projectKey',
      (value: JsonValue) => ({ exclude: { projectKey: value } }),
    ],
    [
      'exclude.repoSlug',
      (value: JsonValue) => ({ exclude: { repoSlug: value } }),
    ],
  ])('refuses an invalid %s with the value and the reason', (name, toFilters) => {
    for (const value of ['(a', ['a', '(a']]) {
      expect(() => read(toFilters(value))).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringMatching(
            `^p.main.filters.${name} is '\\(a', which is not a regular expression: .*Unterminated group`,
          ),
        }),
      );
    }
  });

  it.each<[JsonObject, string]>([
    [{ projectKey: [] }, 'projectKey'],
    [{ repoSlug: [] }, 'repoSlug'],
    [{ visibility: [] }, 'visibility'],
    [{ labels: { include: [] } }, 'labels.include'],
  ])('refuses %j, which takes nothing in', (filters, name) => {
    expect(() => read(filters)).toThrow(
      `p.main.filters.${name} is an empty list, which takes nothing in; give it a value, or leave the key out`,
    );
  });

  it.each([
    [{ projectKey: 123 }, 'p.main.filters.projectKey is 123 (a number); put'],
    [{ repoSlug: true }, 'p.main.filters.repoSlug is true (a boolean); put'],
    [{ projectKey: '' }, 'p.main.filters.projectKey is empty'],
    [{ projectKey: ['A', 5] }, 'p.main.filters.projectKey[1] is 5 (a number)'],
    [{ projectKey: {} }, 'p.main.filters.projectKey is an object'],
    [{ exclude: { repoSlug: 5 } }, 'p.main.filters.exclude.repoSlug is 5'],
    [{ exclude: ['A'] }, 'p.main.filters.exclude is a list; an object'],
    [{ labels: ['a'] }, 'p.main.filters.labels is a list; an object'],
    [{ labels: { include: 5 } }, 'p.main.filters.labels.include is 5'],
    [{ labels: { exclude: [''] } }, 'p.main.filters.labels.exclude[0] is empty'],
    [{ allowForks: 'x' }, "p.main.filters.allowForks is 'x'; true or false"],
    [
      { visibility: 'internal' },
      "p.main.filters.visibility holds 'internal'; public and private are the only values",
    ],
    [
      { visibility: ['public', 'PRIVATE'] },
      "p.main.filters.visibility holds 'PRIVATE'; public and private",
    ],
    [{ skipArchivedRepos: 'x' }, "p.main.filters.skipArchivedRepos is 'x'"],
    [['A'], 'p.main.filters is a list; an object is wanted'],
    ['A', "p.main.filters is 'A'; an object is wanted"],
  ])('refuses %j', (filters, message) => {
    expect(() => read(filters)).toThrow(message);
  });

  it('refuses an includePersonalRepos that is neither true nor false', () => {
    expect(() => readProvider({ includePersonalRepos: 'some' })).toThrow(
      "p.main.includePersonalRepos is 'some'; true or false is wanted",
    );
  });
});
