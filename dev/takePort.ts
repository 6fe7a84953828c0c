import { createServer, type AddressInfo } from 'node:net';

/**
 * Gives the port, or a free one for 0, and throws where something else
 * listens on it.
 *
 * @remarks
 * A backend has to know its port before it listens: its own address is part
 * of its configuration.
 */
export async function takePort(
  port: number,
  options: { host: string },
): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, options.host, resolve);
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken. Give another one with BACKEND_PORT, such as BACKEND_PORT=7008 npm start, where 0 takes any that is free`
        : `Port ${port} cannot be listened on (${code}). Give another one with BACKEND_PORT`,
      { cause },
    );
  }
  const taken = (server.address() as AddressInfo).port;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return taken;
}
