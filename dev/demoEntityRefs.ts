/**
 * What the folders of the demonstration hold, by how it is found.
 */
export const demoEntityRefs = {
  /** In `/catalog-info.yaml` of repositories that are not archived. */
  root: [
    'component:default/bike-tracker',
    'component:default/booking-service',
    'component:default/rider-app',
    'domain:default/bike-sharing',
    'group:default/harbour-bikes',
    'group:default/platform',
    'group:default/riding',
    'system:default/booking',
    'system:default/fleet',
    'template:default/service-template',
  ],
  /** In `/.backstage`. */
  folder: [
    'api:default/booking-api',
    'resource:default/bike-database',
    'user:default/amara',
    'user:default/bjorn',
    'user:default/chiara',
    'user:default/dai',
    'user:default/elif',
    'user:default/farid',
    'user:default/greta',
  ],
  /** In a file that a static location names. */
  staticLocation: ['component:default/handbook'],
  /** In a file that nobody looks for. */
  unlisted: ['component:default/route-planner'],
  /** In a repository that is archived. */
  archived: ['component:default/dock-firmware'],
};
