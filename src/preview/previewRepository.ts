import { RepositoryName } from '../bitbucket';
import { isSameRepository, lookAtName, RepositoryAnswer } from '../discovery';
import { toPreviewRow } from './toPreviewRow';
import { AskedRequest, PreviewedProvider, RepositoryPreview } from './types';

/**
 * Asks for one repository alone, and keeps what was asked. Throws where it is
 * aborted.
 *
 * @internal
 */
export async function previewRepository(
  provider: PreviewedProvider,
  options: { name: RepositoryName; signal: AbortSignal },
): Promise<RepositoryPreview> {
  const { config, host } = provider;
  const { name, signal } = options;
  const asked: AskedRequest[] = [];
  const { repository = name, ...answer } = await lookAtName(name, {
    api: host.api,
    config,
    context: {
      signal,
      onAnswer: ({ url, status }) => asked.push({ url, status }),
    },
  });
  const row = isSameRepository(repository, name)
    ? { ...toName(repository), answer }
    : { ...name, answer: toMoved(repository) };
  return { provider, row: toPreviewRow(row, provider), asked };
}

/** In the letters of the server, where that has shown it. */
function toName({ projectKey, repoSlug }: RepositoryName): RepositoryName {
  return { projectKey, repoSlug };
}

function toMoved(movedTo: RepositoryName): RepositoryAnswer {
  return { outcome: 'absent', reason: 'gone', movedTo };
}
