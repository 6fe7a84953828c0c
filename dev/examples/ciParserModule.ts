import { createBackendModule } from '@backstage/backend-plugin-api';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import {
  bitbucketServerLocationParserExtensionPoint,
  type BitbucketServerFileParser,
} from 'backstage-plugin-catalog-backend-module-bitbucket-server';
import { parse } from 'yaml';

const parseCi: BitbucketServerFileParser = async function* parseCi({
  client,
  location,
  repository,
  file,
  provider,
}) {
  if (provider.id !== 'ci') {
    // All other providers go on as without a parser.
    yield locationSpecToLocationEntity({ location });
    return;
  }
  const { projectKey, repoSlug } = repository;
  const answer = await client.getFile({ projectKey, repo: repoSlug, ...file });
  if (!answer.ok) {
    throw new Error(`reading the file was answered ${answer.status}`);
  }
  const { owner, stages = [] } = parse(await answer.text()) ?? {};
  if (typeof owner !== 'string') {
    throw new Error('the file names no owner');
  }
  yield {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: `${projectKey}.${repoSlug}`.replace('~', 'user-'),
      title: `Pipeline of ${repoSlug}`,
    },
    spec: { type: 'ci-pipeline', owner, stages },
  };
};

export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ci-parser',
  register(env) {
    env.registerInit({
      deps: { locations: bitbucketServerLocationParserExtensionPoint },
      async init({ locations }) {
        locations.setLocationParser(parseCi);
      },
    });
  },
});
