import type { JsonObject } from '@backstage/types';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { lookAtName } from './lookAtRepository';
import { readTestConfig } from './testing/readTestConfig';

const rig = useApiRig();
const OLD = { projectKey: 'KEY', repoSlug: 'old' };
const NEW = { projectKey: 'KEY', repoSlug: 'new' };

function start(
  options: { provider?: JsonObject; rules?: FaultRule[] } = {},
) {
  const api = rig.start({
    repositories: [
      { project: 'KEY', slug: 'new', files: { 'catalog-info.yaml': '' } },
    ],
    rules: options.rules,
  });
  return { api, config: readTestConfig(options.provider), context: {} };
}

/** The old name leads to the repository. */
const REDIRECT: FaultRule = {
  match: 'repos/old$',
  respond: {
    status: 200,
    body: JSON.stringify({ id: 7, slug: 'new', project: { key: 'KEY' } }),
  },
};

describe('lookAtName', () => {
  it('asks for the repository first, and hands it back', async () => {
    expect(await lookAtName(NEW, start())).toMatchObject({
      outcome: 'present',
      files: [{ path: 'catalog-info.yaml' }],
      repository: { ...NEW, state: 'AVAILABLE' },
    });
    expect(rig.paths()).toEqual([
      '/projects/KEY/repos/new',
      '/projects/KEY/repos/new/browse?limit=1000',
    ]);
  });

  it('answers for what the name leads to by now', async () => {
    const options = start({ rules: [REDIRECT] });
    expect(await lookAtName(OLD, options)).toMatchObject({
      outcome: 'present',
      repository: { ...NEW, id: 7 },
    });
  });

  it('judges the name in the letters of the server', async () => {
    const options = start({ provider: { filters: { repoSlug: '^new$' } } });
    const name = { projectKey: 'key', repoSlug: 'NEW' };
    expect(await lookAtName(name, options)).toMatchObject({
      outcome: 'present',
      repository: NEW,
    });
  });

  it('says that there is no such repository', async () => {
    expect(await lookAtName(OLD, start())).toEqual({
      outcome: 'absent',
      reason: 'gone',
    });
  });

  it('does not know of one that a list has shown and the server does not know', async () => {
    const options = { ...start(), wasShown: true };
    expect(await lookAtName(OLD, options)).toMatchObject({
      outcome: 'unknown',
      cause: { name: 'VanishedError' },
    });
  });

  it('does not know where the server cannot be asked', async () => {
    const rules = [{ match: 'repos/new$', respond: { status: 500 } }];
    const answer = await lookAtName(NEW, start({ rules }));
    expect(answer).toMatchObject({ outcome: 'unknown', cause: { status: 500 } });
    expect(answer.repository).toBeUndefined();
  });

  it('hands the repository back where it can be asked for and not looked at', async () => {
    const rules = [{ match: 'browse', respond: { status: 500 } }];
    expect(await lookAtName(NEW, start({ rules }))).toMatchObject({
      outcome: 'unknown',
      repository: NEW,
    });
  });
});
