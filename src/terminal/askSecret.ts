import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks somebody at a terminal for a secret, which is not shown as it is typed.
 * Undefined where nothing is given; throws the reason of the signal where it is
 * aborted, and calls `onInterrupt` at Ctrl-C.
 */
export async function askSecret(
  question: string,
  options: {
    input: NodeJS.ReadableStream;
    output: NodeJS.WritableStream;
    signal: AbortSignal;
    onInterrupt: () => void;
  },
): Promise<string | undefined> {
  const { input, output, signal, onInterrupt } = options;
  signal.throwIfAborted();
  output.write(question);
  const lines = createInterface({
    input,
    // What is typed would be written there.
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    terminal: true,
    historySize: 0,
  });
  // A terminal that reads keys one by one sends no signal.
  lines.on('SIGINT', onInterrupt);
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<string | undefined>(resolve => {
      lines.once('line', line => resolve(line.trim() || undefined));
      lines.once('close', () => resolve(undefined));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
    output.write('\n');
    signal.throwIfAborted();
  }
}
