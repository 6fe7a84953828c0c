import type {
  BitbucketServerClient as UpstreamClient,
  BitbucketServerEntityProvider as UpstreamProvider,
  BitbucketServerLocationParser as UpstreamParser,
} from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import type { BitbucketServerClient } from '../bitbucket';
import type { BitbucketServerEntityProvider } from '../provider';
import type { BitbucketServerLocationParser } from './BitbucketServerLocationParser';

/** Everything that is public of a class, without what is private to it. */
type Public<T> = Pick<T, keyof T>;

/** A parser as it stands in the backends of those who come from upstream. */
const written: UpstreamParser = async function* parse({ client, location }) {
  const { path: target } = client.resolvePath({
    projectKey: 'PRJ',
    repo: 'one',
    path: '/catalog-info.yaml',
  });
  yield locationSpecToLocationEntity({ location: { ...location, target } });
};

/** The same source, compiled against our types. */
const compiled: BitbucketServerLocationParser = async function* parse({
  client,
  location,
}) {
  const { path: target } = client.resolvePath({
    projectKey: 'PRJ',
    repo: 'one',
    path: '/catalog-info.yaml',
  });
  yield locationSpecToLocationEntity({ location: { ...location, target } });
};

describe('BitbucketServerLocationParser', () => {
  it('takes a parser that was written against the types of upstream', () => {
    // The compiler is what tests it.
    const takesOurs: Public<UpstreamClient> = {} as BitbucketServerClient;
    const parser: (
      options: Omit<Parameters<BitbucketServerLocationParser>[0], 'client'> & {
        client: UpstreamClient;
      },
    ) => ReturnType<BitbucketServerLocationParser> = written;
    expect([takesOurs, parser, compiled]).toHaveLength(3);
  });

  it('comes with a provider that has what upstream has', () => {
    const takesOurs: Public<UpstreamProvider> =
      {} as BitbucketServerEntityProvider;
    expect(takesOurs).toBeDefined();
  });
});
