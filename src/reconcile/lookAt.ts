import { stringifyEntityRef } from '@backstage/catalog-model';
import { Repository, RepositoryName } from '../bitbucket';
import {
  askByName,
  CatalogFile,
  isSameRepository,
  lookAtName,
  lookAtRepository,
  LookOptions,
  RepositoryAnswer,
  toRepositoryId,
  VanishedError,
} from '../discovery';
import { CatalogFileMapper, ParserError } from '../entities';
import { RememberedEntity, RepositoryIdentity } from '../memory';
import { NameTakenError } from './repositoryErrors';
import { areDifferent, toIdentity } from './toIdentity';
import { FoundEntity, Looked, Subject } from './types';

export interface LookAtOptions extends LookOptions {
  readonly mapper: CatalogFileMapper;
}

/**
 * Looks at one repository, and makes of its files what the catalog is to be
 * told.
 *
 * @remarks
 * A name may change hands between two requests. So whatever would take an
 * entity away is settled by one request more: the repository must still have
 * the name that was looked at. What was found under another name goes only if
 * nobody has that name now.
 */
export async function lookAt(
  subject: Subject,
  options: LookAtOptions,
): Promise<Looked> {
  const asked = await findAnswer(subject, options);
  const { identity, answer, successor } = asked;
  if (answer.outcome === 'unknown') {
    return toUnknown(answer.cause, asked);
  }
  const files = answer.outcome === 'present' ? answer.files : [];
  let found: Map<string, FoundEntity>;
  try {
    const { mapper, context } = options;
    found = await toEntities(files, { mapper, context, identity });
  } catch (error) {
    if (error instanceof ParserError) {
      return toUnknown(error, asked);
    }
    throw error;
  }
  const entities = [...found.values()];
  const successors = successor ? [successor] : [];
  let due: Looked['due'];
  const lost = subject.known.filter(({ entityRef }) => !found.has(entityRef));
  if (lost.length > 0) {
    const doubt = subject.given ? undefined : await findDoubt(asked, options);
    if (doubt) {
      return toUnknown(doubt, asked);
    }
    const { formerly } = subject;
    const stays = await findKept(lost, { ...options, identity, formerly });
    entities.push(...stays.kept);
    successors.push(...stays.successors);
    due = stays.kept.length > 0 ? 'left' : undefined;
  }
  const { heir } = asked;
  return { identity, answer, entities, successors, heir, due };
}

/** What the server says, and of which repository it does. */
interface Asked {
  readonly identity: RepositoryIdentity;
  readonly answer: RepositoryAnswer;
  /** Who has the name now, in place of the repository that was meant. */
  readonly successor?: Repository;
  readonly heir?: RepositoryIdentity;
}

function toUnknown(cause: Error, { identity, successor }: Asked): Looked {
  return {
    identity,
    answer: { outcome: 'unknown', cause },
    entities: [],
    successors: successor ? [successor] : [],
  };
}

async function findAnswer(
  subject: Subject,
  options: LookOptions,
): Promise<Asked> {
  const { shown, key, labels, wasShown, given } = subject;
  if (given) {
    return { identity: subject, answer: given };
  }
  if (!shown) {
    return findAnswerByName(subject, { ...options, wasShown });
  }
  const { api, config, context } = options;
  const looking = { api, config, context, labels };
  const answer = await lookAtRepository(shown, looking);
  // It may have got another name since it was shown.
  if (isGoneMeanwhile(answer)) {
    return findAnswerByName(subject, { ...options, wasShown: true });
  }
  const { projectKey, repoSlug } = shown;
  return { identity: { key, projectKey, repoSlug }, answer };
}

async function findAnswerByName(
  subject: Subject,
  options: LookOptions & { wasShown?: boolean },
): Promise<Asked> {
  const { repository, ...answer } = await lookAtName(subject, options);
  if (!repository) {
    return { identity: subject, answer };
  }
  const shown = toIdentity(repository);
  if (areDifferent(shown.key, subject.key)) {
    return {
      identity: subject,
      answer: { outcome: 'unknown', cause: new NameTakenError(subject) },
      successor: repository,
    };
  }
  const isHeir =
    answer.outcome === 'present' &&
    shown.key !== subject.key &&
    !isSameRepository(repository, subject);
  return {
    identity: { ...shown, key: subject.key },
    answer,
    heir: isHeir ? shown : undefined,
  };
}

function isGoneMeanwhile(answer: RepositoryAnswer): boolean {
  return (
    answer.outcome === 'unknown' && answer.cause instanceof VanishedError
  );
}

/** Of several with one reference the first. */
async function toEntities(
  files: readonly CatalogFile[],
  options: Pick<LookAtOptions, 'mapper' | 'context'> & {
    identity: RepositoryIdentity;
  },
): Promise<Map<string, FoundEntity>> {
  const { mapper, context, identity } = options;
  const entities = await Promise.all(
    files.map(file => mapper.toEntities(file, context)),
  );
  const foundIn = toRepositoryId(identity);
  const found = new Map<string, FoundEntity>();
  for (const entity of entities.flat()) {
    const entityRef = stringifyEntityRef(entity);
    if (!found.has(entityRef)) {
      const json = JSON.stringify(entity);
      found.set(entityRef, { entityRef, json, foundIn });
    }
  }
  return found;
}

/** Why an answer that takes entities away may be another's; undefined where it is not. */
async function findDoubt(
  { identity, answer }: Asked,
  { api, context }: LookOptions,
): Promise<Error | undefined> {
  if (answer.outcome === 'absent' && answer.reason === 'gone') {
    return undefined;
  }
  const now = await askByName(identity, { api, context });
  if ('outcome' in now) {
    return now.outcome === 'unknown' ? now.cause : new VanishedError(identity);
  }
  const { repository } = now;
  return isSameRepository(repository, identity) &&
    !areDifferent(toIdentity(repository).key, identity.key)
    ? undefined
    : new NameTakenError(identity);
}

/** What is lost but was found under a name that may be another's now, and whose it is. */
async function findKept(
  lost: readonly RememberedEntity[],
  options: LookOptions & Pick<Subject, 'formerly'> & Pick<Asked, 'identity'>,
): Promise<{ kept: FoundEntity[]; successors: Repository[] }> {
  const names = new Set(lost.map(({ foundIn }) => foundIn));
  names.delete(toRepositoryId(options.identity));
  const kept: FoundEntity[] = [];
  const successors: Repository[] = [];
  for (const name of names) {
    const holder = await findHolder(toName(name, options), options);
    if (holder === 'unknown') {
      kept.push(...lost.filter(({ foundIn }) => foundIn === name));
    } else if (holder !== 'nobody') {
      successors.push(holder);
    }
  }
  return { kept, successors };
}

/** Who has a name now, other than the repository that had it before. */
async function findHolder(
  name: RepositoryName,
  { api, context, identity }: LookOptions & Pick<Asked, 'identity'>,
): Promise<Repository | 'nobody' | 'unknown'> {
  const found = await askByName(name, { api, context });
  if ('outcome' in found) {
    return found.outcome === 'absent' ? 'nobody' : 'unknown';
  }
  const { repository } = found;
  // A renamed repository may still answer to its old name.
  if (!isSameRepository(repository, name)) {
    return 'nobody';
  }
  // It may have got the name since it was looked at.
  return toIdentity(repository).key === identity.key ? 'unknown' : repository;
}

/** In the server's spelling, where that is remembered. */
function toName(
  foundIn: string,
  { formerly }: Pick<Subject, 'formerly'>,
): RepositoryName {
  const [projectKey = '', repoSlug = ''] = foundIn.split('/');
  return formerly && toRepositoryId(formerly) === foundIn
    ? formerly
    : { projectKey, repoSlug };
}
