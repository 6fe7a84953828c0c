import { RepositoryName, RequestContext, RequestError } from '../bitbucket';
import {
  askForNearestFiles,
  CatalogFile,
  isSameRepository,
  lookAtName,
  RepositoryAnswer,
} from '../discovery';
import { explainAnswer } from '../report';
import { toPreviewRow } from './toPreviewRow';
import { AskedRequest, PreviewedProvider, RepositoryPreview } from './types';

/** So many files of a repository are read. */
const MAX_READ = 10;

const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\//;
/** What git keeps of a symbolic link: a path, without the end of a line. */
const LINK = /^[^\s:{}[\]"'#]+$/u;

/**
 * Asks for one repository alone, and keeps what was asked. Throws where it is
 * aborted.
 */
export async function previewRepository(
  provider: PreviewedProvider,
  options: { name: RepositoryName; signal: AbortSignal },
): Promise<RepositoryPreview> {
  const { config, host } = provider;
  const { name, signal } = options;
  const asked: AskedRequest[] = [];
  const context: RequestContext = {
    signal,
    onAnswer: ({ url, status }) => asked.push({ url, status }),
  };
  const { repository = name, ...found } = await lookAtName(name, {
    api: host.api,
    config,
    context,
  });
  const hasLookedInside = asked.length > 1;
  const isMoved = !isSameRepository(repository, name);
  // In the letters of the server, where that has shown it.
  const { answer, files, ...shown } = toPreviewRow(
    isMoved
      ? { ...name, answer: toMoved(repository) }
      : { ...toName(repository), answer: found },
    provider,
  );
  const nearestFiles = isMissing(answer)
    ? await askForNearestFiles(repository, { ...host, config, context })
    : [];
  return {
    provider,
    explained: explainAnswer(answer, {
      ...{ config, files, nearestFiles, hasLookedInside },
      name: { ...name, ...shown },
    }),
    warnings: await findOddFiles(answer, { provider, context }),
    asked,
  };
}

function toName({ projectKey, repoSlug }: RepositoryName): RepositoryName {
  return { projectKey, repoSlug };
}

function isMissing(answer: RepositoryAnswer): boolean {
  return answer.outcome === 'absent' && answer.reason === 'noFile';
}

function toMoved(movedTo: RepositoryName): RepositoryAnswer {
  return { outcome: 'absent', reason: 'gone', movedTo };
}

async function findOddFiles(
  answer: RepositoryAnswer,
  options: { provider: PreviewedProvider; context: RequestContext },
): Promise<string[]> {
  const { validateLocationsExist } = options.provider.config;
  const files =
    answer.outcome === 'present' && validateLocationsExist ? answer.files : [];
  const warnings: string[] = [];
  for (const file of files.slice(0, MAX_READ)) {
    const content = await readContent(file, options);
    const words =
      content === undefined ? undefined : describeOddContent(content);
    if (words) {
      warnings.push(`${file.path} ${words}`);
    }
  }
  return warnings;
}

/** Undefined where it cannot be read: `asked` says why. */
async function readContent(
  { repository, path, ref }: CatalogFile,
  options: { provider: PreviewedProvider; context: RequestContext },
): Promise<string | undefined> {
  const { provider, context } = options;
  try {
    const { response } = await provider.host.api.content.getRawFile(
      repository,
      { path, at: ref, context },
    );
    return response.status === 200
      ? response.body.toString('utf8')
      : undefined;
  } catch (error) {
    if (error instanceof RequestError) {
      return undefined;
    }
    throw error;
  }
}

/** Says why a file holds no YAML of its own, if so; listings show it as any other. */
export function describeOddContent(content: string): string | undefined {
  if (content.trim() === '') {
    return 'is empty';
  }
  if (LFS_POINTER.test(content)) {
    return 'is a pointer of Git LFS, which no URL reader follows; keep it out of .gitattributes';
  }
  return LINK.test(content)
    ? `is a symbolic link to ${content}, as it seems, which no URL reader follows; put a file in its place, or name that path in catalogPath`
    : undefined;
}
