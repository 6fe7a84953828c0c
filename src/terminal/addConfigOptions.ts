import { Command } from 'commander';

export interface ConfigOptions {
  /** Those of Backstage where there is none. */
  readonly config?: string[];
  /** All of them where none is named. */
  readonly provider?: string;
}

/** Adds the options that say which configuration is meant, and what of it. */
export function addConfigOptions(command: Command): Command {
  return command
    .option(
      '--config <file>',
      'configuration to read, as by Backstage; may be given several times (default: app-config.yaml and app-config.local.yaml)',
      (file: string, files: string[] = []) => [...files, file],
    )
    .option('--provider <id>', 'one provider alone (default: all)');
}
