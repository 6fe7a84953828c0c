import { loadConfigSchema } from '@backstage/config-loader';
import { resolve } from 'node:path';
import { knownSections } from './knownSections';
import { BACKSTAGE_KEYS } from './options';

/** A JSON schema, as far as this test looks into it. */
interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  propertyNames?: { enum: string[] };
  items?: Schema;
  anyOf?: Schema[];
}

async function readSchema(): Promise<Schema> {
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: [resolve(__dirname, '../../package.json')],
    excludePackageDependencies: true,
  });
  const { schemas } = schema.serialize() as unknown as {
    schemas: { value: Schema }[];
  };
  return schemas[0]?.value ?? {};
}

const at = (schema: Schema | undefined, ...path: string[]) =>
  path.reduce((inner, name) => inner?.properties?.[name], schema);

/** Where objects with keys stand, and the names of those, as config.d.ts has them. */
function toPlaces(schema: Schema | undefined, path = ''): Map<string, string[]> {
  const names = Object.keys(schema?.properties ?? {}).sort();
  const beneath = names
    // Their inside is the scheduler's, as that of every duration.
    .filter(name => !/^(frequency|timeout|initialDelay)$/.test(name))
    .flatMap(name => [
      ...toPlaces(at(schema, name), path ? `${path}.${name}` : name),
    ]);
  return new Map([
    ...(names.length > 0 ? [[path, names] as const] : []),
    ...beneath,
  ]);
}

/** The same as this module knows them, without what is Backstage's own. */
const knownPlaces = (root: string) =>
  new Map(
    knownSections
      .filter(known => known.root === root)
      .map(({ path, names }) => [
        path,
        names
          .filter(name => path !== '' || root !== 'integration' || !BACKSTAGE_KEYS.includes(name))
          .sort(),
      ]),
  );

describe('knownSections', () => {
  let config: Schema;
  let forms: Schema[];

  beforeAll(async () => {
    config = await readSchema();
    const root = at(config, 'catalog', 'providers', 'bitbucketServer');
    forms = root?.anyOf ?? [];
  });

  it('are the sections of a provider that config.d.ts declares, in each form', () => {
    const providers = forms.map(form => form.additionalProperties ?? form);

    expect(providers).toHaveLength(3);
    for (const provider of providers) {
      expect(toPlaces(provider)).toEqual(knownPlaces('provider'));
    }
  });

  it('have the names that config.d.ts tells a provider without host by', () => {
    const [names, ...others] = forms.flatMap(form => form.propertyNames ?? []);

    expect(others).toEqual([]);
    expect(['host', ...(names?.enum ?? [])].sort()).toEqual(
      knownPlaces('provider').get(''),
    );
  });

  it('are the sections of an integration that config.d.ts declares', () => {
    const integration = at(config, 'integrations', 'bitbucketServer')?.items;

    expect(toPlaces(integration)).toEqual(knownPlaces('integration'));
  });

  it('are the section of the endpoint for webhooks that config.d.ts declares', () => {
    const modules = at(config, 'events', 'modules', 'bitbucketServer');

    expect(toPlaces(modules)).toEqual(knownPlaces('webhook'));
  });
});
