import { createServer, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server on a real loopback socket. */
export interface Served {
  readonly url: string;
  /** How many connections were made to it. */
  connections: number;
  /** The path of every request, in order. */
  readonly paths: string[];
  close(): Promise<void>;
}

/** Serves whatever a test wants, where the connection itself is looked at. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer((request, response) => {
    served.paths.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const served: Served = {
    url: `http://127.0.0.1:${port}`,
    connections: 0,
    paths: [],
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('connection', () => {
    served.connections += 1;
  });
  return served;
}
