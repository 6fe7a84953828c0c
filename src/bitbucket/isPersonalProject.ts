/**
 * Whether a project is a user's own: its key begins with a tilde.
 */
export function isPersonalProject(projectKey: string): boolean {
  return projectKey.startsWith('~');
}
