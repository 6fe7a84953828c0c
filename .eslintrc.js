const { rooms, topFiles } = require('./scripts/rooms');

const tests = ['**/*.test.ts'];

/** Only the listed parts of src/ may be imported by a room or a top file. */
const directions = Object.entries({ ...rooms, ...topFiles }).map(
  ([name, allowed]) => ({
    target: `./src/${name}`,
    from: './src',
    except: [name, ...allowed].map(part => `./${part}`),
    message: `src/${name} may import: ${allowed.join(', ') || 'no other room'}`,
  }),
);

const nothingButSrc = {
  target: './src',
  from: ['./dev', './bench', './soak', './scripts'],
  message: 'src/ is what gets published: it knows nothing of the tools',
};

const nodeFetchMessage =
  'Only src/http/nodeFetch.ts knows node-fetch: take a fetch as an argument';

const nodeFetchOnDemand = {
  selector: 'ImportExpression[source.value=/^node-fetch/]',
  message: nodeFetchMessage,
};

const houseSyntax = [
  {
    selector:
      'MethodDefinition[kind="constructor"] > FunctionExpression[params.1]',
    message: 'A constructor takes one argument: an options object',
  },
  {
    selector:
      ':function > Identifier.params' +
      '[typeAnnotation.typeAnnotation.type="TSBooleanKeyword"]',
    message: 'No boolean arguments: a named option says what it means',
  },
];

module.exports = {
  root: true,
  env: { node: true, es2022: true },
  parser: '@typescript-eslint/parser',
  parserOptions: { sourceType: 'module', ecmaVersion: 2022 },
  plugins: ['@typescript-eslint', 'import', 'unused-imports'],
  extends: [
    'eslint:recommended',
    'plugin:@typescript-eslint/recommended',
    'plugin:@backstage/recommended',
  ],
  settings: {
    // Without these two the zones and no-cycle pass everything in silence.
    'import/resolver': { node: { extensions: ['.ts', '.js'] } },
    'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
    // No package imports this project, so none can be part of a cycle.
    'import/ignore': ['/node_modules/'],
  },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-empty-object-type': [
      'error',
      { allowInterfaces: 'with-single-extends' },
    ],
    '@typescript-eslint/no-unused-vars': 'off',
    'unused-imports/no-unused-imports': 'error',
    'unused-imports/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],

    'import/first': 'error',
    'import/newline-after-import': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-duplicates': 'error',
    'import/no-mutable-exports': 'error',
    'import/no-unresolved': ['error', { ignore: ['^[^.]'] }],
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['node-fetch', 'node-fetch/*'], message: nodeFetchMessage },
        ],
      },
    ],
    'no-restricted-syntax': ['error', nodeFetchOnDemand],

    'consistent-return': 'error',
    curly: ['error', 'all'],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-param-reassign': 'error',
    'no-shadow': 'off',
    '@typescript-eslint/no-shadow': 'error',
    'object-shorthand': 'error',
    'prefer-template': 'error',

    'arrow-parens': ['error', 'as-needed'],
    'comma-dangle': ['error', 'always-multiline'],
    'eol-last': 'error',
    'max-len': [
      'error',
      {
        code: 80,
        ignoreComments: true,
        ignoreUrls: true,
        ignoreStrings: true,
        ignoreTemplateLiterals: true,
        ignoreRegExpLiterals: true,
        ignorePattern: '^(import|export) .* from ',
      },
    ],
    'no-multiple-empty-lines': ['error', { max: 1, maxEOF: 0 }],
    'no-tabs': 'error',
    'no-trailing-spaces': 'error',
    quotes: ['error', 'single', { avoidEscape: true }],
    semi: ['error', 'always'],
  },
  overrides: [
    {
      files: ['src/**/*.ts'],
      rules: { 'no-console': 'error' },
    },
    {
      files: ['src/**/*.ts'],
      excludedFiles: tests,
      rules: {
        'import/no-restricted-paths': [
          'error',
          { basePath: __dirname, zones: [...directions, nothingButSrc] },
        ],
        'no-restricted-globals': [
          'error',
          { name: 'fetch', message: nodeFetchMessage },
        ],
        'no-restricted-syntax': ['error', nodeFetchOnDemand, ...houseSyntax],
      },
    },
    {
      files: ['src/http/nodeFetch.ts'],
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-syntax': ['error', ...houseSyntax],
      },
    },
    {
      // The bare loop that the cost of a request is held against.
      files: ['bench/cost/main.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      // A Backstage feature is a default export, and nothing else is.
      files: [
        'src/index.ts',
        'src/alpha.ts',
        'src/webhook/index.ts',
        'dev/examples/*.ts',
      ],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      files: tests,
      extends: ['plugin:jest/recommended'],
      rules: {
        'jest/consistent-test-it': ['error', { fn: 'it' }],
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames: [
              'expect',
              'expect*',
              '*.expect*',
              'assert*',
              'fc.assert',
            ],
          },
        ],
        'jest/no-disabled-tests': 'error',
        'jest/no-focused-tests': 'error',
        'jest/valid-title': [
          'error',
          {
            ignoreTypeOfDescribeName: true,
            mustNotMatch: {
              it: [
                '\\b([Ss]hould|[Ww]orks|[Hh]andles)\\b',
                'Say what a user can observe, in the present tense',
              ],
            },
          },
        ],
      },
    },
    {
      files: ['*.js'],
      env: { node: true },
      parserOptions: { sourceType: 'script' },
      rules: { '@typescript-eslint/no-require-imports': 'off' },
    },
    {
      // Scripts of one page see one another; the types know all of them.
      files: ['page/*.js'],
      env: { node: false, browser: true },
      rules: {
        'no-undef': 'off',
        'unused-imports/no-unused-vars': ['error', { vars: 'local' }],
      },
    },
  ],
};
