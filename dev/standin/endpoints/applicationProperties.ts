import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET /application-properties`, which needs no credentials.
 */
export function getApplicationProperties(
  context: EndpointContext,
): EndpointAnswer {
  const [major = '0', minor = '0', patch = '0'] = context.version.split('.');
  const threeDigits = (part: string) => part.padStart(3, '0');
  const value = {
    version: context.version,
    buildNumber: `${major}${threeDigits(minor)}${threeDigits(patch)}`,
    buildDate: '1700000000000',
    displayName: 'Bitbucket',
  };
  return { kind: 'json', value };
}
