import { describeExplanation } from '../report';
import { RepositoryPreview } from './types';

/**
 * Explains one repository to people: what becomes of it and why, where it was
 * looked for, and what the server was asked.
 */
export function describeRepositoryPreview(preview: RepositoryPreview): string {
  const { provider, explained, warnings, asked } = preview;
  const lines = describeExplanation(explained, { remarks: warnings });
  return [
    `${provider.config.id}: ${lines.join('\n')}`,
    '  Asked:',
    ...asked.map(({ url, status }) => `    GET ${url} answered ${status}`),
    '',
  ].join('\n');
}
