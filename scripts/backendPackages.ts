/** What the backend of a check consists of, beside this package. */
export const backendPackages = [
  '@backstage/backend-defaults',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-events-backend',
] as const;
