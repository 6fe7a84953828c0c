import { loadConfigSchema } from '@backstage/config-loader';
import { resolve } from 'node:path';
import { knownKeys } from './knownKeys';

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

const namesIn = (schema: Schema | undefined) =>
  Object.keys(schema?.properties ?? {}).sort();

const sorted = (names: readonly string[]) => [...names].sort();

describe('knownKeys', () => {
  let config: Schema;
  let forms: Schema[];

  beforeAll(async () => {
    config = await readSchema();
    const root = at(config, 'catalog', 'providers', 'bitbucketServer');
    forms = root?.anyOf ?? [];
  });

  it('lists the keys of a provider that config.d.ts declares, in each form', () => {
    const providers = forms.map(form => form.additionalProperties ?? form);

    expect(providers).toHaveLength(3);
    for (const provider of providers) {
      expect(namesIn(provider)).toEqual(sorted(knownKeys.provider));
      expect(namesIn(at(provider, 'filters'))).toEqual(
        sorted(knownKeys.filters),
      );
      for (const name of ['exclude', 'labels'] as const) {
        expect(namesIn(at(provider, 'filters', name))).toEqual(
          sorted(knownKeys[name]),
        );
      }
      expect(namesIn(at(provider, 'schedule'))).toEqual(
        sorted(knownKeys.schedule),
      );
    }
  });

  it('lists the names that config.d.ts tells a provider without host by', () => {
    const [names, ...others] = forms.flatMap(form => form.propertyNames ?? []);

    expect(others).toEqual([]);
    expect(sorted(['host', ...(names?.enum ?? [])])).toEqual(
      sorted(knownKeys.provider),
    );
  });

  it('lists the keys of an integration that config.d.ts declares', () => {
    const integration = at(config, 'integrations', 'bitbucketServer')?.items;

    expect(namesIn(integration)).toEqual(sorted(knownKeys.integration));
    for (const name of ['retry', 'tls', 'reads'] as const) {
      expect(namesIn(at(integration, name))).toEqual(sorted(knownKeys[name]));
    }
  });
});
