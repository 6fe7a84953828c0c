import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { rooms, topFiles } from '../scripts/rooms';

const root = resolve(__dirname, '..');
const roomNames = Object.keys(rooms);
const parts = [...roomNames, ...Object.keys(topFiles)];

/** A small house of the same shape, whatever the real rooms hold today. */
const house = mkdtempSync(join(tmpdir(), 'lint-rules-'));

/** One for all: most of what it takes is to read the rules. */
let eslint: ESLint;

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
};

/** The file that stands for a room or a top file in the small house. */
const fileOf = (part: string) =>
  part.endsWith('.ts') ? `src/${part}` : `src/${part}/thing.ts`;

const nameOf = (part: string) => part.replace('.ts', '');

const specifierOf = (from: string, to: string) => {
  const up = from.endsWith('.ts') ? './' : '../';
  return up + (to.endsWith('.ts') ? nameOf(to) : `${to}/thing`);
};

const allowedFor = (part: string): string[] =>
  ({ ...rooms, ...topFiles })[part] ?? [];

async function rulesBrokenBy(text: string, file: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, {
    filePath: join(house, file),
  });
  return (result?.messages ?? []).map(
    ({ ruleId, message }) => ruleId ?? message,
  );
}

beforeAll(() => {
  mkdirSync(join(house, 'scripts'));
  for (const file of ['.eslintrc.js', 'package.json', 'scripts/rooms.js']) {
    copyFileSync(join(root, file), join(house, file));
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  const files = [
    ...parts.map(fileOf),
    'src/http/nodeFetch.ts',
    'src/http/thing.test.ts',
    'src/provider/thing.test.ts',
    'src/webhook/index.ts',
    'bench/thing.ts',
    'dev/thing.ts',
  ];
  files.forEach(file => write(file, 'export const thing = 1;\n'));
  eslint = new ESLint({ cwd: house });
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('import direction', () => {
  const pairs = parts.flatMap(from =>
    parts.filter(to => to !== from).map(to => ({ from, to })),
  );
  const isAllowed = ({ from, to }: { from: string; to: string }) =>
    allowedFor(from).includes(to);
  const importText = ({ from, to }: { from: string; to: string }) =>
    `import { thing } from '${specifierOf(from, to)}';\n\n` +
    'export const two = 2 * thing;\n';

  it.each(pairs.filter(pair => !isAllowed(pair)))(
    'refuses $to in $from',
    async pair => {
      expect(await rulesBrokenBy(importText(pair), fileOf(pair.from))).toEqual([
        'import/no-restricted-paths',
      ]);
    },
  );

  it.each(pairs.filter(isAllowed))('accepts $to in $from', async pair => {
    expect(await rulesBrokenBy(importText(pair), fileOf(pair.from))).toEqual(
      [],
    );
  });

  it('never allows a room and what it imports to import each other', () => {
    const reachable = (room: string): string[] =>
      allowedFor(room).flatMap(next => [next, ...reachable(next)]);

    const circular = roomNames.filter(room => reachable(room).includes(room));

    expect(circular).toEqual([]);
  });

  it.each(['import type', 'export', 'import()'])(
    'sees %s as an import',
    async form => {
      const specifier = specifierOf('config', 'provider');
      const text = {
        'import type': `import type { thing } from '${specifier}';\n\nexport type Thing = typeof thing;\n`,
        export: `export { thing } from '${specifier}';\n`,
        'import()': `export const load = () => import('${specifier}');\n`,
      }[form]!;

      expect(await rulesBrokenBy(text, fileOf('config'))).toEqual([
        'import/no-restricted-paths',
      ]);
    },
  );

  it.each(['dev', 'bench'])('keeps %s/ out of src/', async folder => {
    const text = `export { thing } from '../../${folder}/thing';\n`;

    expect(await rulesBrokenBy(text, 'src/provider/thing.ts')).toEqual([
      'import/no-restricted-paths',
    ]);
    expect(await rulesBrokenBy(text, 'src/provider/thing.test.ts')).toEqual([]);
  });

  it('refuses two files that import each other', async () => {
    write(
      'src/http/there.ts',
      "import { back } from './back';\n\nexport const there = () => back();\n",
    );
    const back =
      "import { there } from './there';\n\nexport const back = () => there();\n";
    write('src/http/back.ts', back);

    expect(await rulesBrokenBy(back, 'src/http/back.ts')).toEqual([
      'import/no-cycle',
    ]);
  });
});

describe('node-fetch', () => {
  it.each([
    ["export { default as nodeFetch } from 'node-fetch';\n", 'export'],
    ["export type { Response } from 'node-fetch';\n", 'type'],
    ["export const load = () => import('node-fetch');\n", 'on demand'],
  ])('stays in src/http/nodeFetch.ts: %j', async text => {
    const elsewhere = [
      'src/http/thing.ts',
      'src/http/thing.test.ts',
      'src/bitbucket/thing.ts',
      'dev/thing.ts',
    ];
    for (const file of elsewhere) {
      expect(await rulesBrokenBy(text, file)).toEqual([
        expect.stringMatching(/^no-restricted-(imports|syntax)$/),
      ]);
    }
    expect(await rulesBrokenBy(text, 'src/http/nodeFetch.ts')).toEqual([]);
  });

  it('is not replaced by the global fetch', async () => {
    const text = "export const answer = () => fetch('http://localhost');\n";

    expect(await rulesBrokenBy(text, 'src/http/thing.ts')).toEqual([
      'no-restricted-globals',
    ]);
  });
});

describe('house rules', () => {
  it.each([
    ['no-console', "console.log('hello');\n"],
    [
      '@typescript-eslint/no-explicit-any',
      'export const id = (x: any): unknown => x;\n',
    ],
    ['import/no-default-export', 'export default 1;\n'],
    [
      'no-restricted-syntax',
      'export const say = (loud: boolean) => (loud ? 1 : 0);\n',
    ],
    [
      'no-restricted-syntax',
      'export class Two {\n' +
        '  constructor(readonly a: string, readonly b: string) {}\n}\n',
    ],
    ['unused-imports/no-unused-imports', "import { rmSync } from 'node:fs';\n"],
  ])('%s holds in src/: %j', async (rule, text) => {
    expect(await rulesBrokenBy(text, 'src/provider/thing.ts')).toEqual([rule]);
  });

  it.each(['src/index.ts', 'src/alpha.ts', 'src/webhook/index.ts'])(
    'accepts a default export in %s',
    async file => {
      expect(await rulesBrokenBy('export default 1;\n', file)).toEqual([]);
    },
  );

  it.each([
    ['jest/no-focused-tests', "it.only('adds', () => expect(2).toBe(2));\n"],
    ['jest/valid-title', "it('should add', () => expect(2).toBe(2));\n"],
    ['jest/valid-title', "it('works', () => expect(2).toBe(2));\n"],
    ['jest/valid-title', "it('handles 2', () => expect(2).toBe(2));\n"],
  ])('%s holds in tests: %j', async (rule, text) => {
    expect(await rulesBrokenBy(text, 'src/provider/thing.test.ts')).toEqual([
      rule,
    ]);
  });
});

describe('rooms of src/', () => {
  const folders = readdirSync(join(root, 'src'), {
    recursive: true,
    withFileTypes: true,
  }).filter(entry => entry.isDirectory());

  it('are all listed in scripts/rooms.js', () => {
    const atTheTop = folders
      .filter(({ parentPath }) => parentPath === join(root, 'src'))
      .map(({ name }) => name);

    expect(roomNames).toEqual(expect.arrayContaining(atTheTop));
  });

  it('are named after what they are for', () => {
    const nameless = ['utils', 'lib', 'helpers', 'common', 'misc'];

    expect(
      folders.map(({ name }) => name).filter(name => nameless.includes(name)),
    ).toEqual([]);
  });
});
