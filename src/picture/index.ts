export { PictureFile } from './PictureFile';
export type { Picture, PicturedRow } from './types';
