import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';

const network = useTestNetwork();
const PATH = 'catalog-info.yaml';
const providerName = 'bitbucketServer-provider:main';

function toTarget(slug: string): string {
  return `https://git.example.com/projects/A/repos/${slug}/browse/${PATH}`;
}

/** A server with three repositories: the first and second have the file. */
function createRig(options: { readsCatalog?: false } = {}): ProviderRig {
  return new ProviderRig({
    network,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: ['1', '2', '3'].map(slug => ({
        project: 'A',
        slug,
        files: { [slug === '3' ? 'README.md' : PATH]: '' },
      })),
    },
    ...options,
  });
}

/** From now on a repository cannot be looked at. */
function breakOne(rig: ProviderRig, slug: '2' | '3'): void {
  rig.breakWith({
    match: new RegExp(`repos/${slug}/browse`),
    respond: { status: 403 },
  });
}

describe('importKnown', () => {
  it('knows in a new process what the catalog holds', async () => {
    const rig = createRig();
    await rig.sweep();
    breakOne(rig, '2');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
  });

  it('knows names alone: what one has lost stays while it may be in a repository that is new and unknown', async () => {
    const rig = createRig();
    await rig.sweep();
    breakOne(rig, '3');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(rig.catalog.targets).toEqual([toTarget('1'), toTarget('2')]);
    rig.breakWith();
    await rig.sweep();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
  });

  it('takes what a known name leads to for one repository, which a webhook removes', async () => {
    const project = 'A';
    const repository = { project, slug: 'old', id: 7, files: { [PATH]: '' } };
    const rig = new WebhookRig({
      network,
      standIn: {
        oldNames: 'followed',
        projects: [{ key: project }],
        repositories: [repository, { ...repository, slug: 'other', id: 8 }],
      },
    });
    await rig.sweep();
    rig.standIn.renameRepository(project, { slug: 'old', to: 'new' });
    await rig.shutDown();
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(rig.catalog.targets).toEqual([toTarget('new'), toTarget('other')]);
    rig.standIn.removeRepository(project, { slug: 'new' });
    await rig.send('repo:deleted', {
      body: { repository: { id: 7, slug: 'new', project: { key: project } } },
    });
    expect(rig.catalog.targets).toEqual([toTarget('other')]);
  });

  it('asks the catalog until there was one complete run', async () => {
    const rig = createRig();
    breakOne(rig, '3');
    const service = jest.spyOn(rig.catalog, 'beforeRead');
    await rig.sweep();
    rig.breakWith();
    await rig.sweep();
    const asked = service.mock.calls.length;
    expect(asked).toBeGreaterThan(1);
    await rig.sweep();
    expect(service).toHaveBeenCalledTimes(asked);
  });

  it('knows in the same process of a location that was never read', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.catalog.hide(toTarget('1'));
    breakOne(rig, '3');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    await rig.sweep();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
  });

  it('leaves a location that was never read to the next full mutation of a new process', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.catalog.hide(toTarget('1'));
    breakOne(rig, '3');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    await rig.sweepInNewProcess();
    expect(rig.catalog.targets).toEqual([toTarget('1'), toTarget('2')]);
    rig.breakWith();
    await rig.sweep();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
  });

  it('needs no catalog where memory knows what was told', async () => {
    const rig = createRig({ readsCatalog: false });
    await rig.sweep();
    breakOne(rig, '3');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    await rig.sweep();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
    expect(rig.log.at('warn').join()).not.toContain('catalog could not');
  });

  it('asks the catalog again when it does not answer at first', async () => {
    const rig = createRig();
    await rig.sweep();
    breakOne(rig, '2');
    rig.standIn.removeFile('A', { slug: '1', path: PATH });
    rig.catalog.readFailure = new Error('503 Service Unavailable');
    setTimeout(() => {
      rig.catalog.readFailure = undefined;
    }, 5_000);
    await rig.sweepInNewProcess();
    expect(rig.catalog.targets).toEqual([toTarget('2')]);
  });

  it('warns when the catalog cannot be read', async () => {
    const rig = createRig();
    rig.catalog.readFailure = new Error('503 Service Unavailable');
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([
      'bitbucketServer-provider:main: the catalog could not be asked what it holds, so this run removes nothing unless it sees everything: Error: 503 Service Unavailable',
    ]);
  });

  describe('coming from the upstream module', () => {
    /** A rig over a catalog as the upstream module leaves it. */
    function createRigAfterUpstream(): ProviderRig {
      const rig = createRig();
      for (const slug of ['1', '2', '3', 'deleted']) {
        const entity = locationSpecToLocationEntity({
          location: {
            type: 'url',
            target: toTarget(slug),
            presence: 'optional',
          },
        });
        entity.metadata.annotations!['bitbucket.org/default-branch'] = 'main';
        rig.catalog.put(entity, { providerName, locationKey: providerName });
      }
      return rig;
    }

    it('removes only locations whose file does not exist', async () => {
      const rig = createRigAfterUpstream();
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.targets).toEqual([toTarget('1'), toTarget('2')]);
      expect(rig.catalog.reads).toHaveLength(2);
    });

    it('removes in its first sweep only what is certainly absent', async () => {
      const rig = createRigAfterUpstream();
      breakOne(rig, '3');
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.catalog.targets).toEqual(['1', '2', '3'].map(toTarget));
    });

    it('still knows in later sweeps what no sweep has seen since', async () => {
      const rig = createRigAfterUpstream();
      rig.standIn.writeFile('A', { slug: '3', path: PATH, content: '' });
      breakOne(rig, '3');
      await rig.sweep();
      rig.standIn.repository('A', { slug: '3' }).hidden = true;
      await rig.sweepInNewProcess();
      expect(rig.catalog.targets).toEqual(['1', '2', '3'].map(toTarget));
    });
  });
});
