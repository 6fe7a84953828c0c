import { BitbucketServerIntegration } from '@backstage/integration';
import { BitbucketServerUrlReader } from './BitbucketServerUrlReader';
import type { FileReads } from './FileReads';
import type { GlobReads } from './GlobReads';
import type { TreeReads } from './TreeReads';

const host = 'bitbucket.example.com';
const url = `https://${host}/projects/KEY/repos/repo/browse/catalog-info.yaml`;

function createReader(read: () => Promise<never>) {
  return new BitbucketServerUrlReader({
    fileReads: { read } as unknown as FileReads,
    globReads: {} as GlobReads,
    treeReads: {} as TreeReads,
    integration: new BitbucketServerIntegration({
      host,
      apiBaseUrl: `https://${host}/rest/api/1.0`,
    }),
  });
}

describe('a read that is aborted', () => {
  it('ends at once, while others wait for the same answer', async () => {
    const controller = new AbortController();
    const reader = createReader(() => new Promise<never>(() => {}));
    const reading = reader.readUrl(url, { signal: controller.signal as never });
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  it('lets the answer fail without anybody hearing of it', async () => {
    const unheard = jest.fn();
    process.on('unhandledRejection', unheard);
    const reader = createReader(() => Promise.reject(new Error('it failed')));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      reader.readUrl(url, { signal: signal as never }),
    ).rejects.toThrow('enough');
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    process.off('unhandledRejection', unheard);
    expect(unheard).not.toHaveBeenCalled();
  });
});
