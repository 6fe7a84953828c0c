/** What the backend of a check consists of, beside this package. */
const backendPackages = [
  '@backstage/backend-defaults',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-events-backend',
];

module.exports = { backendPackages };
