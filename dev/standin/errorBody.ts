import { StandInRefusal, type ErrorEntry } from './StandInRefusal';

/**
 * Gives the `errors` body of one entry.
 */
export function toErrorBody(entry: ErrorEntry): { errors: ErrorEntry[] } {
  return {
    errors: [
      {
        context: entry.context,
        message: entry.message,
        exceptionName: entry.exceptionName,
      },
    ],
  };
}

function refusal(
  status: number,
  options: { message: string; exceptionName: string | null; context?: string },
): StandInRefusal {
  const { message, exceptionName, context = null } = options;
  return new StandInRefusal({
    status,
    entry: { context, message, exceptionName },
  });
}

/**
 * Refuses wrong credentials.
 */
export function incorrectPassword(): StandInRefusal {
  return refusal(401, {
    message:
      'Authentication failed. Please check your credentials and try again.',
    exceptionName:
      'com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException',
  });
}

/**
 * Refuses a request that lacks credentials or a permission.
 */
export function notPermitted(): StandInRefusal {
  return refusal(401, {
    message: 'You are not permitted to access this resource',
    exceptionName: 'com.atlassian.bitbucket.AuthorisationException',
  });
}

/**
 * Says that a project is missing.
 */
export function noSuchProject(key: string): StandInRefusal {
  return refusal(404, {
    message: `Project ${key} does not exist.`,
    exceptionName: 'com.atlassian.bitbucket.project.NoSuchProjectException',
  });
}

/**
 * Says that a repository is missing.
 */
export function noSuchRepository(
  key: string,
  options: { slug: string },
): StandInRefusal {
  return refusal(404, {
    message: `Repository ${key}/${options.slug} does not exist.`,
    exceptionName:
      'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
  });
}

/**
 * Says that a path is missing in a revision.
 */
export function noSuchPath(
  path: string,
  options: { revision: string },
): StandInRefusal {
  return refusal(404, {
    message: `The path "${path}" does not exist at revision "${options.revision}"`,
    exceptionName: 'com.atlassian.bitbucket.content.NoSuchPathException',
  });
}

/**
 * Says that a fully qualified ref is missing.
 */
export function noSuchObject(
  ref: string,
  options: { slug: string },
): StandInRefusal {
  return refusal(404, {
    message: `Object "${ref}" does not exist in repository '${options.slug}'`,
    exceptionName: 'com.atlassian.bitbucket.NoSuchObjectException',
  });
}

/**
 * Says that a commit, or a short name that is no branch, is missing.
 */
export function noSuchCommit(
  commit: string,
  options: { slug: string },
): StandInRefusal {
  return refusal(404, {
    message: `Commit '${commit}' does not exist in repository '${options.slug}'.`,
    exceptionName: 'com.atlassian.bitbucket.commit.NoSuchCommitException',
  });
}

/**
 * Says that the default branch is missing, as in an empty repository.
 */
export function noDefaultBranch(ref: string): StandInRefusal {
  return refusal(404, {
    message: `${ref} is set as the default branch, but this branch does not exist`,
    exceptionName:
      'com.atlassian.bitbucket.repository.NoDefaultBranchException',
  });
}

/**
 * Says that there is nothing for mirrors.
 */
export function noMirroring(): StandInRefusal {
  return refusal(409, {
    message: 'Mirroring is not available',
    exceptionName: null,
  });
}

/**
 * Says that a label is missing.
 */
export function noSuchLabel(): StandInRefusal {
  return refusal(404, {
    message: 'Label not found.',
    exceptionName: 'com.atlassian.bitbucket.label.NoSuchLabelException',
  });
}

/**
 * Refuses a parameter or a path of the wrong kind.
 */
export function badRequest(
  message: string,
  options: { context?: string } = {},
): StandInRefusal {
  return refusal(400, { message, exceptionName: null, ...options });
}

/**
 * Says that a webhook is missing.
 *
 * @remarks The name of the exception is a guess.
 */
export function noSuchWebhook(id: string): StandInRefusal {
  return refusal(404, {
    message: `Webhook ${id} does not exist.`,
    exceptionName: 'com.atlassian.bitbucket.webhook.NoSuchWebhookException',
  });
}

/**
 * Refuses to read a repository that is not AVAILABLE.
 *
 * @remarks What a real server answers is unknown; 409 is a guess.
 */
export function repositoryNotAvailable(
  key: string,
  options: { slug: string; state: string },
): StandInRefusal {
  return refusal(409, {
    message: `Repository ${key}/${options.slug} is ${options.state}.`,
    exceptionName: null,
  });
}
