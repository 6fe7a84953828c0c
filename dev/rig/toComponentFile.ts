/**
 * Makes a catalog file that describes one component.
 */
export function toComponentFile(
  name: string,
  options: { title?: string; owner?: string } = {},
): string {
  const { title = name, owner = 'group:any' } = options;
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    `metadata: { name: ${name}, title: ${title} }`,
    `spec: { type: service, lifecycle: production, owner: ${owner} }`,
  ].join('\n');
}
