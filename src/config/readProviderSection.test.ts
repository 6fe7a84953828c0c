import { ConfigReader } from '@backstage/config';
import { readProviderSection } from './readProviderSection';

function read(id: string, bitbucketServer: Record<string, unknown>) {
  const config = new ConfigReader({
    catalog: { providers: { bitbucketServer } } as never,
  });
  return readProviderSection(config, { id }).get();
}

describe('readProviderSection', () => {
  const main = { host: 'git.example.com', catalogPath: '/ci.yml' };

  it('gives what stands beneath an id', () => {
    expect(read('main', { main, other: { host: 'x' } })).toEqual(main);
  });

  it('gives the whole of the only provider for the id default', () => {
    expect(read('default', main)).toEqual(main);
  });

  it('throws an error that names an id that is not there', () => {
    expect(() => read('other', { main })).toThrow(
      'catalog.providers.bitbucketServer has no provider with the id other',
    );
  });
});
