import { LogLines } from '../../dev/rig/LogLines';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { createMemory } from '../memory';
import { settle } from '../http/testing/settle';
import { toIdentity } from '../reconcile';
import { ProjectHints } from './ProjectHints';

describe('ProjectHints', () => {
  const rig = useApiRig();

  /** Two projects, of three repositories and of one. */
  async function createHints(
    options: {
      known?: Parameters<typeof toIdentity>[0][];
      rules?: FaultRule[];
    } = {},
  ) {
    const api = rig.start({
      rules: options.rules,
      projects: [{ key: 'ORBIT' }, { key: 'SEA' }],
      repositories: [
        { project: 'ORBIT', slug: 'antenna', id: 1 },
        { project: 'ORBIT', slug: 'dish', id: 2 },
        { project: 'ORBIT', slug: 'rocket', id: 3 },
        { project: 'SEA', slug: 'buoy', id: 4 },
      ],
    });
    const memory = createMemory({ providerName: 'main' });
    await memory.bump((options.known ?? []).map(toIdentity), { asker: 'run' });
    const log = new LogLines();
    const hinted: string[] = [];
    const hints = new ProjectHints({
      api,
      memory,
      logger: log,
      hint: ({ projectKey, repoSlug, id }) =>
        hinted.push(`${projectKey}/${repoSlug}${id ? ` ${id}` : ''}`),
    });
    return { hints, memory, log, hinted };
  }

  it('hints at every repository that the server lists in a project, with its number, and at no other', async () => {
    const { hints, hinted } = await createHints();
    hints.add(['ORBIT'], {});
    await hints.drain();

    expect(hinted).toEqual(['ORBIT/antenna 1', 'ORBIT/dish 2', 'ORBIT/rocket 3']);
  });

  it('hints at what is remembered in it as well, at each repository once, under the name that it has now', async () => {
    const { hints, hinted } = await createHints({
      known: [
        { projectKey: 'ORBIT', repoSlug: 'gone', id: 9 },
        { projectKey: 'orbit', repoSlug: 'Plate', id: 2 },
        { projectKey: 'SEA', repoSlug: 'raft', id: 10 },
      ],
    });
    hints.add(['ORBIT'], {});
    await hints.drain();

    expect(hinted.sort()).toEqual([
      'ORBIT/antenna 1',
      'ORBIT/dish 2',
      'ORBIT/gone 9',
      'ORBIT/rocket 3',
    ]);
  });

  it('hints at what is remembered in a project that is gone', async () => {
    const { hints, hinted, log } = await createHints({
      known: [{ projectKey: 'OLD', repoSlug: 'antenna', id: 1 }],
    });
    hints.add(['OLD'], {});
    await hints.drain();

    expect(hinted).toEqual(['OLD/antenna 1']);
    expect(log.at('debug')).toEqual([
      expect.stringMatching(/^OLD could not be listed: .*404/),
    ]);
    expect(log.at('warn')).toEqual([]);
  });

  it('lists a project once that is named twice before its turn', async () => {
    const { hints, hinted } = await createHints();
    hints.add(['ORBIT'], {});
    hints.add(['SEA'], {});
    hints.add(['sea'], {});
    await hints.drain();

    expect(hinted.filter(name => name.startsWith('SEA'))).toHaveLength(1);
  });

  it('lists one project after the other', async () => {
    const { hints } = await createHints();
    hints.add(['SEA'], {});
    hints.add(['ORBIT'], {});
    await hints.drain();

    expect(rig.paths().map(path => path.replace(/\?.*/, ''))).toEqual([
      '/projects/SEA/repos',
      '/projects/ORBIT/repos',
      '/projects/ORBIT/repos',
    ]);
  });

  it('asks for nothing, and says nothing, once the backend stops', async () => {
    const { hints, hinted, log } = await createHints();
    const stop = new AbortController();
    hints.add(['ORBIT'], { signal: stop.signal });
    stop.abort();
    await hints.drain();

    expect(hinted).toEqual([]);
    expect(rig.paths()).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it('is drained when the last project is done', async () => {
    const { hints, hinted } = await createHints();
    hints.add(['ORBIT'], {});
    hints.add(['SEA'], {});
    const drained = settle(hints.drain());
    expect(drained.state).toBe('pending');

    await hints.drain();
    expect(hinted).toHaveLength(4);
  });

  it('goes on to the next project after one that fails, and warns', async () => {
    const { hints, hinted, memory, log } = await createHints();
    jest
      .spyOn(memory, 'findInProject')
      .mockRejectedValueOnce(new Error('the database is away'));
    hints.add(['ORBIT'], {});
    hints.add(['SEA'], {});
    await hints.drain();

    expect(hinted).toEqual(['SEA/buoy 4']);
    expect(log.at('warn')).toEqual([
      'ORBIT could not be looked at, which is left to the next sweep: Error: the database is away',
    ]);
  });

  it('hints at a repository under its new name alone where its project has got another key', async () => {
    const { hints, hinted } = await createHints({
      known: [
        { projectKey: 'OLD', repoSlug: 'antenna', id: 1 },
        { projectKey: 'OLD', repoSlug: 'gone', id: 9 },
      ],
    });
    hints.add(['OLD', 'ORBIT'], {});
    await hints.drain();

    expect(hinted.sort()).toEqual([
      'OLD/gone 9',
      'ORBIT/antenna 1',
      'ORBIT/dish 2',
      'ORBIT/rocket 3',
    ]);
  });

  it('hints at nothing where the server does not say what is in a project, since old names alone would mislead', async () => {
    const { hints, hinted, log } = await createHints({
      known: [{ projectKey: 'OLD', repoSlug: 'antenna', id: 1 }],
      rules: [{ match: /ORBIT/, respond: { status: 500 } }],
    });
    hints.add(['OLD', 'ORBIT'], {});
    await hints.drain();

    expect(hinted).toEqual([]);
    expect(log.at('warn')).toEqual([
      expect.stringMatching(
        /^OLD and ORBIT could not be looked at, which is left to the next sweep: .*500/,
      ),
    ]);
  });
});
