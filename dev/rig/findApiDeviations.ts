import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

const file = path.resolve(__dirname, '../../docs/openapi.yaml');

/**
 * Gives what of an answer is not as docs/openapi.yaml describes it; nothing
 * where all is.
 */
export function findApiDeviations(
  body: unknown,
  options: { route: string; status: number },
): string[] {
  const document = parse(readFileSync(file, 'utf8'));
  const { route, status } = options;
  const described = document.paths[route]?.get.responses[status];
  if (!described) {
    return [`${status} of ${route} is not described`];
  }
  const { content } = described.$ref
    ? document.components.responses[described.$ref.split('/').at(-1)]
    : described;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  const { $ref } = content['application/json'].schema;
  const validate = ajv.getSchema(`api${$ref}`);
  if (!validate) {
    return [`${$ref} is not in the document`];
  }
  validate(body);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
