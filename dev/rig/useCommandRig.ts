import type { SetupServer } from 'msw/node';
import type { CommandRig, CommandRigOptions } from './CommandRig';
import { useMswServer } from './useMswServer';

/**
 * Prepares the server of a file's tests, and gives what makes the rig of a
 * command there, which is deleted after the test.
 */
export function useCommandRig<TRig extends CommandRig>(
  Rig: new (options: CommandRigOptions & { server: SetupServer }) => TRig,
  defaults: CommandRigOptions = {},
): { server: SetupServer; start: (options?: CommandRigOptions) => TRig } {
  const server = useMswServer();
  const started: TRig[] = [];
  afterEach(() => started.splice(0).forEach(rig => rig.remove()));
  return {
    server,
    start: options => {
      const rig = new Rig({ server, ...defaults, ...options });
      started.push(rig);
      return rig;
    },
  };
}
