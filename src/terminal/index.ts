export {
  addConfigOptions,
  type ConfigOptions,
  loadConfig,
  readChosenProviders,
} from './loadConfig';
export { askSecret } from './askSecret';
export { CommandLine } from './CommandLine';
export { EXIT_CODES, unlessInterrupted } from './exitCodes';
export { ProgressBar } from './ProgressBar';
export { renderTable } from './renderTable';
export { StreamLogger } from './StreamLogger';
export { toPrintable } from './toPrintable';
export type { CommandProcess, CommandSinks } from './types';
