import { BEGUN, HOUR_MS, ROUND_MS, toTarget, useProcessingErrors } from '../../dev/rig/useProcessingErrors';
import { BitbucketServerResponseError } from '../bitbucket';

const createScene = useProcessingErrors();
const MAX_ROUND_MS = 5 * 60_000;
const WELL =
  'info main: A/one: catalog-info.yaml is well again in the catalog; none is failing now';

describe('ProcessingErrors', () => {
  it('warns once of a file that fails round after round', async () => {
    const { fail, pass, show, errors } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    for (let round = 0; round < 5; round += 1) {
      await fail('one');
      expect(await pass(4 * ROUND_MS)).toEqual([]);
    }
    expect(errors.failing).toBe(1);
  });

  it('says once that it is well again, and asks nothing from then on', async () => {
    const { fail, pass, show, errors, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    show('one');
    expect(await pass(ROUND_MS)).toEqual([WELL]);
    expect(errors.failing).toBe(0);
    const asked = catalog.requestedRefs.length;
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(catalog.requestedRefs).toHaveLength(asked);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells what the read of a file has met, and what to do', async () => {
    const { fail, pass, show, readErrors } = await createScene();
    show('one', { isFailing: true });
    readErrors.set(
      toTarget('one'),
      new BitbucketServerResponseError({
        url: 'https://git.example.com/rest/api/1.0/projects/A/repos/one/raw/catalog-info.yaml',
        status: 403,
        requestId: '*1ABC2x123x4x0',
      }),
    );
    await fail('one', { reason: 'Unable to read url, ..., 403 Forbidden' });
    expect(await pass(1_000)).toEqual([
      'warn main: A/one: catalog-info.yaml fails in the catalog: GET https://git.example.com/rest/api/1.0/projects/A/repos/one/raw/catalog-info.yaml answered 403 (request *1ABC2x123x4x0); give the account read permission; 1 failing in all',
    ]);
  });

  it('warns anew when it fails anew', async () => {
    const { fail, pass, show } = await createScene();
    await fail('one');
    await pass(1_000);
    show('one');
    await pass(ROUND_MS);
    await fail('one');
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('does not take a status for well that has yet to show the failure', async () => {
    const { fail, pass, show, errors } = await createScene();
    show('one');
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    for (let round = 0; round < 12; round += 1) {
      await fail('one');
      expect(await pass(10_000)).toEqual([]);
    }
    expect(errors.failing).toBe(1);
  });

  it('tells of a file that was never read, and when it is', async () => {
    const { fail, pass, show, errors } = await createScene();
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(1);
    show('one');
    expect(await pass(MAX_ROUND_MS)).toEqual([WELL]);
  });

  it('forgets what was never read once it has not failed for hours', async () => {
    const { fail, pass, errors } = await createScene();
    await fail('one');
    await pass(1_000);
    expect(await pass(7 * HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says that a failing file is gone once the catalog no longer shows it', async () => {
    const { fail, pass, show, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    catalog.hide(toTarget('one'));
    expect(await pass(ROUND_MS)).toEqual([
      'info main: A/one: catalog-info.yaml is no longer in the catalog; none is failing now',
    ]);
  });

  it('tells of an entity in a file that was read', async () => {
    const { fail, pass, show } = await createScene();
    show('one');
    await fail('one', { entity: 'component:default/x' });
    expect(await pass(1_000)).toEqual([
      'warn main: A/one: component:default/x of catalog-info.yaml fails in the catalog: it is broken; 1 failing in all',
    ]);
  });

  it('makes one line of many that fail at once, and one when all are well', async () => {
    const { fail, pass, show, errors } = await createScene();
    const slugs = Array.from({ length: 400 }, (_, index) => `r-${index}`);
    for (const slug of slugs) {
      await fail(slug);
    }
    expect(await pass(2_000)).toEqual([
      expect.stringMatching(/^warn main: 400 files fail .* 400 failing in all$/),
    ]);
    expect(errors.failing).toBe(400);
    slugs.forEach(slug => show(slug));
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^info main: 400 files are well again/),
    ]);
  });

  it('keeps no more than ten thousand', async () => {
    const { fail, pass, errors } = await createScene();
    for (let index = 0; index < 10_005; index += 1) {
      await fail(`r-${index}`);
    }
    await pass(2_000);
    expect(errors.failing).toBe(10_000);
  });
});
