import { ConfigCheck } from './ConfigCheck';
import { documents } from './documents';
import { readOptions } from './readOptions';

const ofProvider = readOptions('option of a provider');

const isConfig = (yaml: string) => /^(catalog|events|integrations):/m.test(yaml);

const allBlocks = documents.flatMap(({ name, text }) =>
  [...text.matchAll(/^ *```ya?ml\n([^]*?)^ *```/gm)].map(([, yaml = '']) => ({
    name,
    yaml,
  })),
);

const blocks = allBlocks
  .filter(({ yaml }) => isConfig(yaml))
  .map((block, index, all) => ({
    ...block,
    number: all.slice(0, index + 1).filter(({ name }) => name === block.name)
      .length,
  }));

const examples = [...ofProvider].map(([name, { example }]) => ({
  name,
  yaml: `catalog:\n  providers:\n    bitbucketServer:\n      all:\n        ${example}\n`,
}));

describe('configuration in the documents', () => {
  let check: ConfigCheck;
  beforeAll(async () => {
    check = await ConfigCheck.create();
  });
  afterAll(() => check.remove());

  it('is shown in the README and in docs/', () => {
    const names = blocks.map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/configuration.md',
        'docs/replicas.md',
        'docs/setting-up.md',
        'docs/webhooks.md',
      ]),
    );
  });

  it('is all the YAML there is, but for the file that a parser reads', () => {
    const others = allBlocks.filter(({ yaml }) => !isConfig(yaml));

    expect(others.map(({ name }) => name)).toEqual(['docs/custom-parsing.md']);
  });

  it.each(blocks)(
    'is valid and holds no unknown key: $name, block $number',
    async ({ yaml }) => {
      const config = await check.readValid(yaml);

      expect(config.keys()).not.toEqual([]);
    },
  );

  it.each(examples)(
    'is valid, and sets the option, in the example of $name',
    async ({ name, yaml }) => {
      const config = await check.readValid(yaml);

      expect(config.has(`catalog.providers.bitbucketServer.all.${name}`)).toBe(
        true,
      );
    },
  );
});
