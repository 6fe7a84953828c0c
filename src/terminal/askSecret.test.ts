import { PassThrough } from 'node:stream';
import { askSecret } from './askSecret';

function ask() {
  const input = new PassThrough();
  const output = new PassThrough();
  const written: string[] = [];
  output.on('data', chunk => written.push(String(chunk)));
  const interruption = new AbortController();
  const answer = askSecret('Token: ', {
    input,
    output,
    signal: interruption.signal,
    onInterrupt: () => interruption.abort(),
  });
  return { input, answer, interruption, shown: () => written.join('') };
}

describe('askSecret', () => {
  it('gives what is typed, and shows nothing of it', async () => {
    const { input, answer, shown } = ask();
    input.write('s3c');
    input.write('ret\r');
    expect(await answer).toBe('s3cret');
    expect(shown()).toBe('Token: \n');
  });

  it.each([
    ['nothing', '\r'],
    ['blanks', '  \r'],
    ['the end', '\u0004'],
  ])('gives undefined for %s', async (_, typed) => {
    const { input, answer } = ask();
    input.write(typed);
    expect(await answer).toBeUndefined();
  });

  it('is called off by Ctrl-C', async () => {
    const { input, answer, interruption } = ask();
    input.write('s3c\u0003');
    await expect(answer).rejects.toThrow('aborted');
    expect(interruption.signal.aborted).toBe(true);
  });

  it('is called off by the signal', async () => {
    const { answer, interruption } = ask();
    interruption.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});
