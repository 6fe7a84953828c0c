import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import type * as Upstream from '@backstage/plugin-catalog-backend-module-bitbucket-server';
import type * as Ours from '.';

/*
 * The compiler is what tests here: this file compiles only while the types of
 * the upstream module and ours can stand in for each other.
 */

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false;

/** A class with private fields takes only its own kind: compared by what is public. */
type Public<T> = Pick<T, keyof T>;
type UpstreamClient = Public<Upstream.BitbucketServerClient>;
/** Without what the upstream client has not. */
type OurClient = Omit<Public<Ours.BitbucketServerClient>, 'withoutRetries'>;

type Parser<Client> = (options: {
  client: Client;
  location: LocationSpec;
  logger: LoggerService;
}) => AsyncIterable<Entity>;

type Page<T> = Upstream.BitbucketServerPagedResponse<T>;

/** Uses all that a parser written for the upstream module can use. */
const upstreamParser: Parser<UpstreamClient> = async function* parse({
  client,
  location,
  logger,
}) {
  const listOptions: Upstream.BitbucketServerListOptions = { start: 0 };
  const projects: Page<Upstream.BitbucketServerProject> =
    await client.listProjects({ listOptions });
  const [project] = projects.values;
  const projectKey = project?.key ?? '';
  const repositories: Page<Upstream.BitbucketServerRepository> =
    await client.listRepositories({ projectKey, listOptions });
  const repo = repositories.values[0]?.slug ?? '';
  const repository: Upstream.BitbucketServerRepository =
    await client.getRepository({ projectKey, repo });
  const branch: Upstream.BitbucketServerDefaultBranch =
    await client.getDefaultBranch({ projectKey, repo });
  const response: Response = await client.getFile({
    projectKey,
    repo,
    path: client.resolvePath({ projectKey, repo, path: location.target }).path,
  });
  logger.info(await response.text());
  yield {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: repository.slug, description: branch.displayId },
  };
};

type GetFile<Client extends Pick<OurClient, 'getFile'>> = Parameters<
  Client['getFile']
>[0];

const compiles = {
  client: true satisfies Equal<
    Omit<UpstreamClient, 'getFile'>,
    Omit<OurClient, 'getFile'>
  >,
  getFile: true satisfies Equal<
    GetFile<UpstreamClient>,
    Omit<GetFile<OurClient>, 'at'>
  >,
  project: true satisfies Equal<
    Upstream.BitbucketServerProject,
    Ours.BitbucketServerProject
  >,
  repository: true satisfies Equal<
    Upstream.BitbucketServerRepository,
    Ours.BitbucketServerRepository
  >,
  defaultBranch: true satisfies Equal<
    Upstream.BitbucketServerDefaultBranch,
    Ours.BitbucketServerDefaultBranch
  >,
  listOptions: true satisfies Equal<
    Upstream.BitbucketServerListOptions,
    Ours.BitbucketServerListOptions
  >,
  pagedResponse: true satisfies Equal<
    Upstream.BitbucketServerPagedResponse<string>,
    Ours.BitbucketServerPagedResponse<string>
  >,
  constructor: true satisfies Equal<
    ConstructorParameters<typeof Upstream.BitbucketServerClient>,
    ConstructorParameters<typeof Ours.BitbucketServerClient>
  >,
  fromConfig: true satisfies Equal<
    Parameters<typeof Upstream.BitbucketServerClient.fromConfig>,
    Parameters<typeof Ours.BitbucketServerClient.fromConfig>
  >,
  upstreamParserWithOurClient:
    upstreamParser satisfies Parser<Ours.BitbucketServerClient>,
  ourParserWithUpstreamClient: (parser: Parser<OurClient>) =>
    parser satisfies Parser<Upstream.BitbucketServerClient>,
};

describe('BitbucketServerClient', () => {
  it('compiles with a parser written for the upstream module, and the other way round', () => {
    expect(Object.keys(compiles)).toHaveLength(11);
  });
});
