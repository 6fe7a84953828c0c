import type {
  BitbucketServerClient as UpstreamClient,
  BitbucketServerEntityProvider as UpstreamProvider,
  BitbucketServerLocationParser as UpstreamParser,
} from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { LogLines } from '../../dev/rig/LogLines';
import { BitbucketServerClient } from '../bitbucket';
import type { BitbucketServerEntityProvider } from '../provider';
import type { BitbucketServerFileParser } from './BitbucketServerFileParser';
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

/** As backends wrap a parser: with what it asks for, and no more. */
const wrapped: BitbucketServerLocationParser = async function* wrap({
  client,
  location,
  logger,
}) {
  logger.info(location.target);
  yield* compiled({ client, location, logger });
};

/** Wherever the file is told as well, a parser of either type is taken. */
const taken: BitbucketServerFileParser[] = [compiled, wrapped];

describe('BitbucketServerLocationParser', () => {
  it('can be called with client, location and logger alone, as upstream', async () => {
    type Given<Parser extends (options: never) => unknown> = Required<
      Omit<Parameters<Parser>[0], 'client'>
    >;
    type Ours = Given<BitbucketServerLocationParser>;
    type Theirs = Given<UpstreamParser>;
    const given: [Theirs, Ours] = [{} as Ours, {} as Theirs];
    expect([...given, ...taken]).toHaveLength(4);

    const logger = new LogLines();
    const client = BitbucketServerClient.fromConfig({
      config: {
        host: 'git.example.com',
        apiBaseUrl: 'https://git.example.com/rest/api/1.0',
      },
    });
    const location = { type: 'url', target: 'https://git.example.com/x' };
    const targets: unknown[] = [];
    for await (const entity of wrapped({ client, location, logger })) {
      targets.push(entity.spec?.target);
    }
    expect(targets).toEqual([
      'https://git.example.com/projects/PRJ/repos/one/browse/catalog-info.yaml',
    ]);
    expect(logger.at('info')).toEqual([location.target]);
  });

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
