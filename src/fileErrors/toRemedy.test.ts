import { toRemedy } from './toRemedy';

const FILE = 'https://git.example.com/projects/A/repos/b/browse/c.yaml';

describe('toRemedy', () => {
  it.each([
    [
      `Entity user:default/bob at url:${FILE}, originated at url:${FILE}, is not of an allowed kind for that location`,
      /catalog\.rules/,
    ],
    [
      `Unable to read url, NotAllowedError: Reading from '${FILE}' is not allowed. You may need to configure an integration for the target host`,
      /integrations\.bitbucketServer/,
    ],
    [
      `YAML error at url:${FILE}, YAMLParseError: Nested mappings are not allowed in compact mappings at line 1, column 4`,
      /mend its YAML/,
    ],
    [
      'Expected object at root, got string',
      /symbolic link.*Git LFS.*login page/,
    ],
    [
      'No processor recognized the entity component:default/x as valid, possibly caused by a foreign kind or apiVersion',
      /apiVersion/,
    ],
    [
      'Policy check failed for component:default/bad name; caused by Error: "metadata.name" is not valid',
      /mend the entity/,
    ],
    [
      "Processor BuiltinKindsEntityProcessor threw an error while validating the entity component:default/x; caused by TypeError: /spec must have required property 'lifecycle'",
      /mend the entity/,
    ],
    [
      "<root> must have required property 'apiVersion' - missingProperty: apiVersion",
      /mend the entity/,
    ],
  ])('knows how to mend: %s', (reason, remedy) => {
    expect(toRemedy(reason)).toMatch(remedy);
  });

  it('says nothing where it does not know', () => {
    expect(toRemedy('Placeholder $text could not read it')).toBeUndefined();
  });
});
