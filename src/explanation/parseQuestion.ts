import { InputError } from '@backstage/errors';
import { parseRepositoryAddress } from '../bitbucket';
import { Question } from './types';

const NAME = /^([^/\s:@]+)\/([^/\s:]+?)(?:\.git)?$/;
/** As git writes an address of ssh in short. */
const SHORT_SSH = /^[^/\s@]+@([^/\s:]+):(.+)$/;
const REST = /\/rest\/api\/[^/]+(?=\/(?:projects|users)\/)/;

/**
 * Makes a question of `PROJ/slug`, or of the address of a repository in any
 * form that Bitbucket, git or Backstage have for it. Throws where it is none.
 */
export function parseQuestion(text: string): Question {
  const given = text.trim().replace(/^url:/, '');
  const [, projectKey, repoSlug] = NAME.exec(given) ?? [];
  if (projectKey && repoSlug) {
    return { projectKey, repoSlug };
  }
  const address = given
    .replace(SHORT_SSH, 'ssh://git@$1/$2')
    .replace(REST, '');
  const parsed = parseRepositoryAddress(address);
  if (!parsed) {
    throw new InputError(
      `'${given}' is neither PROJ/slug nor the address of a repository; give one such as PLAT/api or https://bitbucket.example.com/projects/PLAT/repos/api`,
    );
  }
  return {
    projectKey: parsed.projectKey,
    repoSlug: parsed.repoSlug,
    host: new URL(address).host,
  };
}
