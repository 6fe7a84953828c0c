import { Command, CommanderError } from 'commander';
import packageInfo from '../../package.json';
import { EXIT_CODES } from './exitCodes';
import { CommandSinks } from './types';

/** The command of this package, to which the commands beneath it are added. */
export class CommandLine {
  readonly program: Command;

  constructor({ stdout, stderr }: CommandSinks) {
    this.program = new Command(packageInfo.name)
      .description('Tools for the Bitbucket Server discovery of Backstage.')
      .exitOverride()
      .configureOutput({
        writeOut: text => stdout.write(text),
        writeErr: text => stderr.write(text),
      });
  }

  /** Parses the words behind the command; what is wrong, and help, are written at once. */
  parse(args: readonly string[]): { exitCode: number } | undefined {
    try {
      this.program.parse(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) {
        throw error;
      }
      const { done, badConfiguration } = EXIT_CODES;
      return { exitCode: error.exitCode === 0 ? done : badConfiguration };
    }
    return undefined;
  }
}
