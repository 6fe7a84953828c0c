import { RepositoryName } from '../bitbucket';
import { answerForName } from '../discovery';
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
  const answer = await answerForName(name, {
    api: host.api,
    config,
    context: {
      signal,
      onAnswer: ({ url, status }) => asked.push({ url, status }),
    },
  });
  return { provider, row: toPreviewRow({ ...name, answer }, provider), asked };
}
