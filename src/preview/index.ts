/**
 * Shows what a sweep finds, and why not more, without a catalog.
 *
 * @packageDocumentation
 */
export { main } from './main';
export { runPreview, type RunPreviewOptions } from './runPreview';
