import { z } from 'zod';
import { repositorySchema } from './schemas';
import { Repository } from './types';

export function toRepository(
  answer: z.infer<typeof repositorySchema>,
): Repository {
  return {
    projectKey: answer.project.key,
    repoSlug: answer.slug,
    id: answer.id,
    projectId: answer.project.id,
    state: answer.state ?? 'AVAILABLE',
    archived: answer.archived ?? false,
    isPublic: (answer.public ?? false) || (answer.project.public ?? false),
    isFork: (answer.origin ?? undefined) !== undefined,
    selfUrl: answer.links,
  };
}
