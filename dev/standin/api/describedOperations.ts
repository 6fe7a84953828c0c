import description from './bitbucketApi.json';

/**
 * One request that the API description of Bitbucket knows.
 */
export interface DescribedOperation {
  readonly method: string;
  /** The part of the REST API that it is of. */
  readonly root: string;
  /** The words of its address; `{name}` stands for a segment. */
  readonly words: readonly string[];
  /** Whether its last word stands for all the rest, slashes included. */
  readonly isOpen: boolean;
  readonly query: ReadonlyMap<string, DescribedSchema>;
}

/**
 * What a parameter may be.
 */
export interface DescribedSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly schema: DescribedSchema;
}

/**
 * Every operation of `bitbucketApi.json`: what of Atlassian's description of
 * the REST API of 9.4 is about the addresses that discovery may need, without
 * its texts.
 */
export const describedOperations: readonly DescribedOperation[] =
  Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters }]) =>
      toOperation(path, { method, parameters }),
    ),
  );

function toOperation(
  path: string,
  options: { method: string; parameters: readonly DescribedParameter[] },
): DescribedOperation {
  const { method, parameters } = options;
  const [, root = '', , ...words] = path.split('/');
  const last = parameters.find(({ name }) => `{${name}}` === words.at(-1));
  return {
    method: method.toUpperCase(),
    root,
    words,
    isOpen: last?.schema.pattern === '.*',
    query: new Map(
      parameters
        .filter(parameter => parameter.in === 'query')
        .map(({ name, schema }) => [name, schema]),
    ),
  };
}
