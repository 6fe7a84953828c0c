import { createEvents } from '../../dev/rig/createEvents';
import { HOUR_MS, toTarget, useProcessingErrors } from '../../dev/rig/useProcessingErrors';

const createScene = useProcessingErrors();

describe('ProcessingErrors', () => {
  it.each([
    ['another provider has found', { by: 'bitbucketServer-provider:other' }],
    ['somebody has registered', { by: '' }],
  ])('says nothing of a file that %s', async (_, location) => {
    const { fail, pass, show, errors } = await createScene();
    show('one', { ...location, isFailing: true });
    await fail('one');
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(0);
  });

  it('does not ask about what another host has', async () => {
    const { rig, errors, catalog } = await createScene();
    const events = createEvents();
    await errors.subscribe(events);
    for (const location of [
      'url:https://github.com/a/b/blob/main/catalog-info.yaml',
      'file:/catalog-info.yaml',
    ]) {
      await events.publish({
        topic: 'experimental.catalog.errors',
        eventPayload: { entity: 'location:default/x', location, errors: [] },
      });
    }
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    expect(catalog.requestedRefs).toEqual([]);
    expect(rig.log.lines).toEqual([]);
  });

  it.each([
    ['with a password in it', toTarget('one').replace('//', '//jane:hunter2@')],
    ['with a token in its query', `${toTarget('one')}?access_token=hunter2`],
    ['of another branch', `${toTarget('one')}?at=refs%2Fheads%2Fdev`],
  ])('tells nothing of an address %s', async (_, target) => {
    const provider = { branch: 'prod', fallbackBranch: 'HEAD' };
    const { fail, pass, catalog } = await createScene({ provider });
    await fail('one', { target, reason: `${target} is broken` });
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(catalog.requestedRefs).toEqual([]);
  });

  it('tells of a file on a branch of its own', async () => {
    const provider = { branch: 'prod' };
    const { fail, pass } = await createScene({ provider });
    await fail('one', { target: `${toTarget('one')}?at=refs%2Fheads%2Fprod` });
    expect(await pass(1_000)).toHaveLength(1);
  });

  it('repeats no credential of an address that a file names', async () => {
    const { fail, pass } = await createScene();
    const nested = 'https://jane:hunter2@git.example.com/x?token=hunter2';
    await fail('one', { reason: `Unable to read ${nested}` });
    expect(await pass(1_000)).toEqual([
      expect.stringContaining(
        'Unable to read https://***@git.example.com/x?token=***',
      ),
    ]);
  });
});
