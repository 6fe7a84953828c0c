export { createRouter } from './createRouter';
export { Explainer } from './Explainer';
export { Guard } from './Guard';
export { bitbucketServerDiscoveryReadPermission } from './permission';
export { registerActions } from './registerActions';
