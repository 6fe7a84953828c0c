import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pollUntil } from './pollUntil';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

const token = 'token-5be0117c';
// The level may stand between codes for colours.
const FAILS =
  /warn\S* .*FAIL\/([a-z]+): (?:(\S+) of )?catalog-info\.yaml fails in the catalog: (.*)/;
const WELL =
  /info\S* .*FAIL\/([a-z]+): catalog-info\.yaml is well again in the catalog/;

function component(name: string): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    `metadata: { name: ${name} }`,
    'spec: { type: service, lifecycle: production, owner: group:x }',
  ].join('\n');
}

const BROKEN = 'kind: Component: {';
const USER = [
  'apiVersion: backstage.io/v1alpha1',
  'kind: User',
  'metadata: { name: jane }',
  'spec: { memberOf: [] }',
].join('\n');
const INCOMPLETE = component('incomplete').replace('owner: group:x', '');

describe('a backend whose catalog cannot read some files', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'processing-errors-'));
  let standIn: StandInProcess;
  let backend: BackendProcess;

  function write(slug: string, content: string): void {
    const folder = path.join(folders, 'FAIL', slug);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'catalog-info.yaml'), content);
  }

  /** The matches of all lines so far, without the line itself. */
  function findLines(pattern: RegExp): string[][] {
    return backend
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
      deadlineMs: 90_000,
      ask: async () => {
        const found = findLines(pattern).map(([slug]) => slug);
        return found.sort().join() === expected ? true : undefined;
      },
    });
  }

  async function untilShown(ref: RegExp): Promise<void> {
    await pollUntil(`${ref} is in the catalog`, {
      deadlineMs: 30_000,
      ask: async () => {
        const entities = await backend.catalog.listEntities();
        return entities.some(({ metadata }) => ref.test(metadata.name))
          ? true
          : undefined;
      },
    });
  }

  beforeAll(async () => {
    write('turns', component('turns'));
    write('never', BROKEN);
    write('kind', USER);
    write('incomplete', INCOMPLETE);
    standIn = await startStandInProcess({ folders, credentials: { token } });
    const { host } = new URL(standIn.url);
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      catalog: {
        rules: [{ allow: ['Component', 'Location'] }],
        processingInterval: { seconds: 3 },
        providers: {
          bitbucketServer: {
            host,
            schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
          },
        },
      },
    });
  }, 90_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
    rmSync(folders, { recursive: true });
  }, 30_000);

  it('begins its log of a run with what it discovers, where, and as whom', async () => {
    const { host } = new URL(standIn.url);
    const [first] = await pollUntil('the run has begun', {
      deadlineMs: 30_000,
      ask: async () => {
        const lines = findLines(/ (default: .*)/);
        return lines.length > 0 ? lines[0] : undefined;
      },
    });
    expect(first).toContain(
      `default: discovering /catalog-info.yaml in all projects of ${host} (Bitbucket 9.4.0) as standin, at most 8 requests at once, no limit a minute`,
    );
  }, 40_000);

  it('warns once of each, and says once that it is well again', async () => {
    await untilShown(/^turns$/);
    write('turns', BROKEN);
    await untilLines(FAILS, ['never', 'kind', 'incomplete', 'turns']);
    write('turns', component('turns'));
    write('never', component('never'));
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
  }, 240_000);

  it('says of a file that may not be read what the server has answered, and what to do', async () => {
    const message = 'You are not permitted to access this resource';
    const respond = {
      status: 403,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ errors: [{ message }] }),
    };
    await standIn.setFaults({ rules: [{ match: '/raw/', respond }] });
    const forbidden = /FAIL\/(turns|never): .* fails in the catalog: (.*)/;
    const isForbidden = ([, reason = '']: string[]) => reason.includes('403');
    const [told] = await pollUntil('the log tells of the first', {
      // A file that was read lately is not asked for before its age is over.
      deadlineMs: 180_000,
      ask: async () => {
        const found = findLines(forbidden).filter(isForbidden);
        return found.length > 0 ? found : undefined;
      },
    });
    await standIn.setFaults({});
    const [slug, reason] = told!;
    expect(reason).toContain(
      `GET ${standIn.restApi}/projects/FAIL/repos/${slug}/raw/catalog-info.yaml answered 403`,
    );
    expect(reason).toContain('give the account read permission');
  }, 240_000);
});
