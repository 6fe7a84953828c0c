import { InputError } from '@backstage/errors';
import { WEBHOOK_TOPIC } from '../config';

const PATH = `/api/events/http/${WEBHOOK_TOPIC}`;

/**
 * Gives the address that webhooks are sent to, from that of Backstage; the
 * whole address is taken as it is. Throws where it is none, without a word of
 * it: it may hold a credential.
 */
export function toEndpointUrl(backstageUrl: string): string {
  const advice = 'give the address of Backstage, such as https://backstage.example.com';
  if (!URL.canParse(backstageUrl)) {
    throw new InputError(`The address is no URL; ${advice}`);
  }
  const url = new URL(backstageUrl);
  if (url.username || url.password) {
    throw new InputError(`The URL holds credentials; ${advice}`);
  }
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `The URL begins with ${url.protocol}, which is not a web address; ${advice}`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(`The URL holds a query or a fragment; ${advice}`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith(PATH) ? path : `${path}${PATH}`}`;
}
