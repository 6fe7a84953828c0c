import { Entity } from '@backstage/catalog-model';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const PATH = 'catalog-info.yaml';

function createRig(options: Partial<ProviderRigOptions> = {}): ProviderRig {
  return new ProviderRig({
    network,
    standIn: {
      projects: [{ key: 'A' }, { key: 'B' }],
      repositories: ['A', 'B'].map(project => ({
        project,
        slug: 'one',
        files: { [PATH]: '' },
      })),
    },
    ...options,
  });
}

function component(name: string, target: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, title: target.replace(/.*projects.|.repos.*/g, '') },
  };
}

function toTitles(rig: ProviderRig): (string | undefined)[] {
  return rig.catalog.entities.map(({ metadata }) => metadata.title);
}

describe('endRun', () => {
  describe('when two repositories yield one entity', () => {
    const options: Partial<ProviderRigOptions> = {
      parser: async function* parse({ location }) {
        yield component('same', location.target);
      },
    };

    it('takes the same one whatever order the answers arrive in', async () => {
      const rig = createRig(options);
      for (const slow of ['A', 'B', 'A']) {
        rig.breakWith({
          match: `projects/${slow}/repos/one/browse`,
          times: 1,
          respond: 'reset',
        });
        await rig.sweep();
        expect(toTitles(rig)).toEqual(['A']);
      }
    });

    it('has the catalog read it no more once it has been told', async () => {
      const rig = createRig(options);
      await rig.sweep();
      const { length } = rig.catalog.reads;
      for (const slow of ['A', 'B']) {
        rig.breakWith({
          match: `projects/${slow}/repos/one/browse`,
          times: 1,
          respond: 'reset',
        });
        await rig.sweep();
      }
      expect(rig.catalog.reads).toHaveLength(length);
    });

    it('keeps it when its repository is unknown', async () => {
      const rig = createRig(options);
      await rig.sweep();
      rig.breakWith({ match: /A\/repos\/one\/browse/, respond: 'html' });
      await rig.sweep();
      await rig.sweepInNewProcess();
      expect(toTitles(rig)).toEqual(['A']);
      expect(rig.catalog.reads).toHaveLength(1);
    });

    it('keeps it when a third one loses it, and its repository is unknown', async () => {
      const rig = createRig(options);
      await rig.sweep();
      rig.breakWith({ match: /A\/repos\/one\/browse/, respond: 'html' });
      await rig.start();
      await rig.sweep();
      rig.standIn.removeFile('B', { slug: 'one', path: PATH });
      await rig.sweep();
      expect(toTitles(rig)).toEqual(['A']);
    });

    it('takes the other one once its repository has lost the file', async () => {
      const rig = createRig(options);
      await rig.sweep();
      rig.standIn.removeFile('A', { slug: 'one', path: PATH });
      await rig.sweep();
      expect(toTitles(rig)).toEqual(['B']);
    });
  });

  it('removes what a parser no longer yields, and keeps the rest', async () => {
    const names = new Set(['1', '2']);
    const rig = createRig({
      parser: async function* parse({ location }) {
        for (const name of names) {
          const owner = location.target.includes('/A/') ? 'a' : 'b';
          yield component(`${owner}${name}`, location.target);
        }
      },
    });
    await rig.sweep();
    expect(rig.catalog.entities).toHaveLength(4);
    names.delete('1');
    rig.breakWith({ match: /B\/repos\/one\/browse/, respond: 'html' });
    await rig.sweepInNewProcess();
    expect(
      rig.catalog.entities.map(({ metadata }) => metadata.name).sort(),
    ).toEqual(['a2', 'b1', 'b2']);
  });

  it('warns of a repository whose parser fails, and names the parser', async () => {
    const rig = createRig({
      parser: async function* parse({ location }) {
        if (location.target.includes('/A/')) {
          throw new Error('it chokes');
        }
        yield component('one', location.target);
      },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([
      `main: a repository could not be checked (A/one): The location parser failed for https://git.example.com/projects/A/repos/one/browse/${PATH}: it chokes; what was known of it is kept. The error is in the custom location parser`,
    ]);
    expect(rig.catalog.entities).toHaveLength(1);
  });

  it('tells of each repository at debug', async () => {
    const rig = createRig();
    rig.breakWith({ match: /B\/repos\/one\/browse/, respond: { status: 403 } });
    rig.standIn.addRepository({ project: 'A', slug: 'two', files: { x: '' } });
    await rig.sweep();
    expect(rig.log.at('debug')).toEqual(
      expect.arrayContaining([
        `A/one: ${PATH}`,
        'A/two: none (noFile)',
        expect.stringMatching(/^B\/one: unknown: GET .* answered 403/),
      ]),
    );
  });

  describe('with rejectRemovalsAbovePercentage', () => {
    const providers = { main: { rejectRemovalsAbovePercentage: 50 } };

    it('removes as much as that', async () => {
      const rig = createRig({ providers });
      await rig.sweep();
      rig.standIn.removeFile('A', { slug: 'one', path: PATH });
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.entities).toHaveLength(1);
    });

    it('removes nothing of what would be more, and says how to go on', async () => {
      const rig = createRig({ providers });
      await rig.sweep();
      rig.standIn.removeFile('A', { slug: 'one', path: PATH });
      rig.standIn.removeFile('B', { slug: 'one', path: PATH });
      const error = await rig.sweepInNewProcess();
      expect(error).toMatchObject({ name: 'RemovalsRejectedError' });
      expect(rig.log.at('error')).toEqual([
        expect.stringMatching(
          /would have removed 2 of 2 known entities.*raise the percentage for one run/,
        ),
      ]);
      expect(rig.catalog.entities).toHaveLength(2);
      await rig.sweep();
      expect(rig.catalog.entities).toHaveLength(2);
    });

    it('removes nothing that it cannot count while the catalog is unreadable', async () => {
      const rig = createRig({ providers });
      await rig.sweep();
      rig.standIn.removeFile('A', { slug: 'one', path: PATH });
      rig.standIn.removeFile('B', { slug: 'one', path: PATH });
      rig.catalog.readFailure = new Error('503 Service Unavailable');
      expect(await rig.sweepInNewProcess()).toBeUndefined();
      expect(rig.catalog.entities).toHaveLength(2);
    });
  });
});
