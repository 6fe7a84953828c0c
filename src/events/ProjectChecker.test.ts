import { ConfigReader } from '@backstage/config';
import { LogLines } from '../../dev/rig/LogLines';
import { driveTimers } from '../../dev/rig/driveTimers';
import { useMswServer } from '../../dev/rig/useMswServer';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { createStandInHandlers } from '../../dev/standin/mswHandler';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { createBitbucketServerApi, RepositoryName } from '../bitbucket';
import { readHostConfig } from '../config';
import { settle } from '../http/testing/settle';
import { ProjectChecker } from './ProjectChecker';

const HOST = 'git.example.com';

describe('ProjectChecker', () => {
  const server = useMswServer();

  /** Two projects, of three repositories and of one. */
  function createChecker(
    options: {
      known?: RepositoryName[];
      check?: (name: RepositoryName) => Promise<void>;
    } = {},
  ) {
    const standIn = new StandInBitbucket({
      baseUrl: `https://${HOST}`,
      strictPageSize: 2,
      projects: [{ key: 'ORBIT' }, { key: 'SEA' }],
      repositories: [
        { project: 'ORBIT', slug: 'antenna' },
        { project: 'ORBIT', slug: 'dish' },
        { project: 'ORBIT', slug: 'rocket' },
        { project: 'SEA', slug: 'buoy' },
      ],
    });
    const faults = new StandInFaults();
    server.use(...createStandInHandlers(standIn, { faults }));
    const log = new LogLines();
    const checked: string[] = [];
    const state = { isSweeping: false };
    const readKnown = jest.fn(async () => options.known ?? []);
    const checker = new ProjectChecker({
      api: createBitbucketServerApi(
        readHostConfig(
          new ConfigReader({
            integrations: { bitbucketServer: [{ host: HOST }] },
          }),
          HOST,
        ),
      ),
      logger: log,
      isSweeping: () => state.isSweeping,
      readKnown,
      check: async name => {
        checked.push(`${name.projectKey}/${name.repoSlug}`);
        await options.check?.(name);
      },
    });
    return { checker, standIn, faults, log, checked, state, readKnown };
  }

  it('checks every repository that the server lists in a project, and no other', async () => {
    const { checker, checked } = createChecker();
    checker.add('ORBIT', {});
    await driveTimers(checker.drain());

    expect(checked).toEqual(['ORBIT/antenna', 'ORBIT/dish', 'ORBIT/rocket']);
  });

  it('checks what the catalog knows in it as well, each repository once', async () => {
    const { checker, checked, readKnown } = createChecker({
      known: [
        { projectKey: 'ORBIT', repoSlug: 'gone' },
        { projectKey: 'orbit', repoSlug: 'Dish' },
      ],
    });
    checker.add('ORBIT', {});
    await driveTimers(checker.drain());

    expect(readKnown.mock.calls).toEqual([['ORBIT']]);
    expect(checked.sort()).toEqual([
      'ORBIT/antenna',
      'ORBIT/dish',
      'ORBIT/gone',
      'ORBIT/rocket',
    ]);
  });

  it('checks what is known in a project that is gone', async () => {
    const { checker, checked, log } = createChecker({
      known: [{ projectKey: 'OLD', repoSlug: 'antenna' }],
    });
    checker.add('OLD', {});
    await driveTimers(checker.drain());

    expect(checked).toEqual(['OLD/antenna']);
    expect(log.at('debug')).toEqual([
      expect.stringMatching(/^OLD could not be listed: .*404/),
    ]);
  });

  it('checks one project, and one repository of it, at a time', async () => {
    let atOnce = 0;
    let mostAtOnce = 0;
    const { checker, checked } = createChecker({
      check: async () => {
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await new Promise(resolve => {
          setTimeout(resolve, 60_000);
        });
        atOnce -= 1;
      },
    });
    checker.add('SEA', {});
    checker.add('ORBIT', {});
    await driveTimers(checker.drain());

    expect(checked).toHaveLength(4);
    expect(checked[0]).toBe('SEA/buoy');
    expect(mostAtOnce).toBe(1);
  });

  it('checks a project once that is named twice before its turn', async () => {
    const { checker, checked } = createChecker();
    checker.add('ORBIT', {});
    checker.add('SEA', {});
    checker.add('sea', {});
    await driveTimers(checker.drain());

    expect(checked.filter(name => name.startsWith('SEA'))).toHaveLength(1);
  });

  it('drops a project, without a request, while a sweep is running', async () => {
    const { checker, checked, standIn, state, log } = createChecker();
    state.isSweeping = true;
    checker.add('ORBIT', {});
    await driveTimers(checker.drain());

    expect(checked).toEqual([]);
    expect(standIn.requests).toEqual([]);
    expect(log.at('debug')).toEqual([
      'ORBIT is left to the sweep that is running',
    ]);
  });

  it('drops the rest of a project when a sweep begins', async () => {
    const { checker, checked, state } = createChecker({
      check: async () => {
        state.isSweeping = true;
      },
    });
    checker.add('ORBIT', {});
    await driveTimers(checker.drain());

    expect(checked).toEqual(['ORBIT/antenna']);
  });

  it('drops the rest of a project when the backend stops, and says nothing of a sweep', async () => {
    const stop = new AbortController();
    const { checker, checked, log } = createChecker({
      check: async () => stop.abort(),
    });
    checker.add('ORBIT', { signal: stop.signal });
    checker.add('SEA', { signal: stop.signal });
    await driveTimers(checker.drain());

    expect(checked).toEqual(['ORBIT/antenna']);
    expect(log.lines).toEqual([]);
  });

  it('is drained when the last project is done', async () => {
    let end = () => {};
    const check = new Promise<void>(resolve => {
      end = resolve;
    });
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const { checker } = createChecker({
      check: () => {
        begin();
        return check;
      },
    });
    checker.add('SEA', {});
    const drained = settle(checker.drain());
    await driveTimers(begun);
    expect(drained.state).toBe('pending');

    end();
    await driveTimers(checker.drain());
    expect(drained.state).toBe('fulfilled');
  });

  it('goes on to the next project after one that fails, and warns', async () => {
    const { checker, checked, log, readKnown } = createChecker();
    readKnown.mockRejectedValueOnce(new Error('the catalog is away'));
    checker.add('ORBIT', {});
    checker.add('SEA', {});
    await driveTimers(checker.drain());

    expect(checked).toEqual(['SEA/buoy']);
    expect(log.at('warn')).toEqual([
      'ORBIT could not be checked: Error: the catalog is away',
    ]);
  });
});
