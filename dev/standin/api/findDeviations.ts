import {
  describedOperations,
  type DescribedOperation,
  type DescribedSchema,
} from './describedOperations';

/**
 * Finds what of a request the API description of Bitbucket does not know: its
 * address, or a parameter, or the value of one. Nothing where it is all right.
 */
export function findDeviations(request: {
  method: string;
  /** The part of the REST API; `api` when left out. */
  root?: string;
  /** Below the version of the API, decoded. */
  segments: readonly string[];
  query: URLSearchParams;
  /** Parameters that real servers take, though the description lacks them. */
  undescribed?: readonly string[];
}): string[] {
  const { method, root = 'api', segments, query } = request;
  const { undescribed = [] } = request;
  const operation = describedOperations.find(
    each =>
      each.method === method &&
      each.root === root &&
      matchesWords(segments, each),
  );
  if (!operation) {
    return ['its address is not in the API description'];
  }
  return [...query].flatMap(([name, value]) => {
    const schema = operation.query.get(name);
    if (!schema) {
      return undescribed.includes(name) ? [] : [`unknown parameter ${name}`];
    }
    return isOfSchema(value, schema)
      ? []
      : [`parameter ${name} may not be '${value}'`];
  });
}

function matchesWords(
  segments: readonly string[],
  { words, isOpen }: DescribedOperation,
): boolean {
  const isLongEnough = isOpen
    ? segments.length >= words.length
    : segments.length === words.length;
  return (
    isLongEnough &&
    words.every(
      (word, index) => word.startsWith('{') || word === segments[index],
    )
  );
}

function isOfSchema(value: string, schema: DescribedSchema): boolean {
  if (schema.enum) {
    return schema.enum.includes(value);
  }
  switch (schema.type) {
    case 'number':
      return /^\d+$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    default:
      return true;
  }
}
