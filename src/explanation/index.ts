export { createRouter } from './createRouter';
export { Explainer } from './Explainer';
export { bitbucketServerDiscoveryReadPermission, Guard } from './Guard';
export { registerActions } from './registerActions';
