import { pollUntil } from './pollUntil';
import { FolderRig } from './rig/FolderRig';
import { toComponentFile } from './rig/toComponentFile';

// The level may stand between codes for colours.
const FAILS =
  /warn\S* .*FAIL\/([a-z]+): (?:(\S+) of )?catalog-info\.yaml fails in the catalog: (.*)/;
const WELL =
  /info\S* .*FAIL\/([a-z]+): catalog-info\.yaml is well again in the catalog/;

const BROKEN = 'kind: Component: {';
const USER = [
  'apiVersion: backstage.io/v1alpha1',
  'kind: User',
  'metadata: { name: jane }',
  'spec: { memberOf: [] }',
].join('\n');
const INCOMPLETE = toComponentFile('incomplete').replace(
  /, owner: \S+/,
  '',
);

const toRepository = (slug: string) => ({ projectKey: 'FAIL', slug });

describe('a backend whose catalog cannot read some files', () => {
  let rig: FolderRig;

  function write(slug: string, content: string): void {
    rig.write(toRepository(slug), { 'catalog-info.yaml': content });
  }

  /** The matches of all lines so far, without the line itself. */
  function findLines(pattern: RegExp): string[][] {
    return rig.backend
      .output()
      .split('\n')
      .flatMap(line => {
        const [, ...groups] = pattern.exec(line) ?? [];
        return groups.length > 0 ? [groups] : [];
      });
  }

  async function untilLines(pattern: RegExp, slugs: string[]): Promise<void> {
    const expected = [...slugs].sort().join();
    await pollUntil(`the log tells of ${expected}`, {
      ask: async () => {
        const found = findLines(pattern).map(([slug]) => slug);
        return found.sort().join() === expected ? true : undefined;
      },
    });
  }

  async function untilShown(ref: RegExp): Promise<void> {
    await pollUntil(`${ref} is in the catalog`, {
      ask: async () => {
        const entities = await rig.backend.catalog.listEntities();
        return entities.some(({ metadata }) => ref.test(metadata.name))
          ? true
          : undefined;
      },
    });
  }

  beforeAll(async () => {
    const contents = {
      turns: toComponentFile('turns'),
      never: BROKEN,
      kind: USER,
      incomplete: INCOMPLETE,
    };
    rig = await FolderRig.create({
      files: [
        ...Object.entries(contents).map(([slug, content]) => ({
          ...toRepository(slug),
          files: { 'catalog-info.yaml': content },
        })),
        {
          ...toRepository('locked'),
          files: { 'locked.yaml': toComponentFile('locked') },
        },
      ],
    });
    await rig.start({
      catalog: {
        rules: [{ allow: ['Component', 'Location'] }],
        processingInterval: { seconds: 3 },
      },
      providers: { default: {}, locked: { catalogPath: '/locked.yaml' } },
    });
  });

  afterAll(() => rig?.stop());

  it('begins its log of a run with what it discovers, where, and as whom', async () => {
    const { host } = new URL(rig.standIn.url);
    const [first] = await pollUntil('the run has begun', {
      ask: async () => {
        const lines = findLines(/ (default: .*)/);
        return lines.length > 0 ? lines[0] : undefined;
      },
    });
    expect(first).toContain(
      `default: discovering /catalog-info.yaml in all projects of ${host} (Bitbucket 9.4.0) as standin, at most 8 requests at once, no limit a minute`,
    );
  });

  it.concurrent('warns once of each, and says once that it is well again', async () => {
    await untilShown(/^turns$/);
    write('turns', BROKEN);
    await untilLines(FAILS, ['never', 'kind', 'incomplete', 'turns']);
    write('turns', toComponentFile('turns'));
    write('never', toComponentFile('never'));
    await untilLines(WELL, ['turns', 'never']);
    await untilShown(/^never$/);

    const told = findLines(FAILS).sort(([one = ''], [other = '']) =>
      one.localeCompare(other),
    );
    expect(told).toEqual([
      [
        'incomplete',
        'component:default/incomplete',
        expect.stringContaining("must have required property 'owner'"),
      ],
      ['kind', undefined, expect.stringMatching(/user:default\/jane .*catalog\.rules/)],
      ['never', undefined, expect.stringMatching(/YAML error .*mend its YAML/)],
      ['turns', undefined, expect.stringMatching(/YAML error .*mend its YAML/)],
    ]);
  });

  it.concurrent('says of a file that may not be read what the server has answered, and what to do', async () => {
    const message = 'You are not permitted to access this resource';
    const respond = {
      status: 403,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ errors: [{ message }] }),
    };
    await untilShown(/^locked$/);
    await rig.standIn.setFaults({
      rules: [{ match: '/raw/locked.yaml', respond }],
    });
    const [told] = await pollUntil('the log tells of it', {
      // A file that was read lately is not asked for before its age is over.
      ask: async () => {
        const found = findLines(
          /warn\S* .*FAIL\/locked: .*locked\.yaml fails in the catalog: (.*403.*)/,
        );
        return found.length > 0 ? found : undefined;
      },
    });
    const [reason] = told!;
    expect(reason).toContain(
      `GET ${rig.standIn.restApi}/projects/FAIL/repos/locked/raw/locked.yaml answered 403`,
    );
    expect(reason).toContain('give the account read permission');
  });
});
