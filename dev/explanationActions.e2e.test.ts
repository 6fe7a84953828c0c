import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { findApiDeviations } from './rig/findApiDeviations';
import { ACTIONS, STATUS, useExplanation } from './rig/useExplanation';

const { start, ask, explain, listActions, afterRun, getUrl } = useExplanation();

describe('what a backend says of a repository', () => {
  it('is the same by action as by HTTP, from an address of any form', async () => {
    const backend = await start();
    await afterRun(backend);
    expect(await listActions(backend)).toEqual(
      ['explain-repository', 'discovery-status'].map(name => ({
        id: `catalog:bitbucket-server-${name}`,
        attributes: { readOnly: true, idempotent: true, destructive: false },
      })),
    );
    const { body: http } = await explain(backend, 'PLAT/typo');
    for (const repository of [
      'PLAT/typo',
      `${getUrl()}/projects/PLAT/repos/typo/browse/README.md?at=x`,
      `${getUrl()}/scm/plat/typo.git`,
    ]) {
      const { status, body } = await ask(
        backend,
        `${ACTIONS}/catalog:bitbucket-server-explain-repository/invoke`,
        { input: { repository } },
      );
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          output: {
            providers: [
              {
                ...http.providers[0],
                nextLook: {},
                text: expect.stringContaining(
                  'main: PLAT/typo is out: no such file: /catalog-info.yaml',
                ),
              },
            ],
          },
        },
      });
    }
    const { body: status } = await ask(backend, STATUS);
    expect(status.providers[0]?.runs).toMatchObject([
      { ending: 'complete', looks: expect.any(Number), requests: expect.any(Number) },
    ]);
    expect(status.providers[0]?.webhooks).toEqual({
      ...{ inLastDay: 0, lastAt: null },
      silentProjects: { total: 1, projectKeys: ['PLAT'] },
    });
    expect(status.providers[0]?.repositories).toMatchObject({
      ...{ total: 4, out: 2, outByReason: { archived: 1, noFile: 1 } },
    });
    const invoked = await ask(
      backend,
      `${ACTIONS}/catalog:bitbucket-server-discovery-status/invoke`,
      { input: {} },
    );
    const { output } = invoked.body as unknown as { output: typeof status };
    expect(Object.keys(output.providers[0]!).sort()).toEqual(
      Object.keys(status.providers[0]!).sort(),
    );
    expect(findApiDeviations(output, { route: STATUS, status: 200 })).toEqual(
      [],
    );
  });

  it('is for nobody without credentials or the permission, by HTTP or by action', async () => {
    const open = await start();
    const nobody = await ask(open, STATUS, {
      authorization: mockCredentials.none.header(),
    });
    expect(nobody.status).toBe(401);
    expect(
      findApiDeviations(nobody.body, { route: STATUS, status: 401 }),
    ).toEqual([]);
    await open.stop();

    const closed = await start([
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    for (const route of [
      STATUS,
      '/bitbucket-server/repositories/PLAT/api',
      '/bitbucket-server/repositories/PLAT/api?fresh=true',
    ]) {
      const { status, body } = await ask(closed, route);
      expect({ route, status, name: body.error.name }).toEqual({
        route,
        status: 403,
        name: 'NotAllowedError',
      });
    }
    expect(await listActions(closed)).toEqual([]);
    const { status } = await ask(
      closed,
      `${ACTIONS}/catalog:bitbucket-server-explain-repository/invoke`,
      { input: { repository: 'PLAT/api' } },
    );
    expect(status).toBe(404);
  });

  it('refuses a fresh look at what can be no repository', async () => {
    const backend = await start();
    const { status, body } = await ask(
      backend,
      `${ACTIONS}/catalog:bitbucket-server-explain-repository/invoke`,
      { input: { repository: 'PLAT/..', fresh: true } },
    );
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
  });
});
