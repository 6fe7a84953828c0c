import { PassThrough } from 'node:stream';
import { ProgressBar } from './ProgressBar';

const counts = '{value} of {total} projects, {requests} requests';

function createTerminal() {
  const written: string[] = [];
  const terminal = new PassThrough();
  terminal.on('data', chunk => written.push(String(chunk)));
  return Object.assign(terminal, {
    isTTY: true,
    columns: 200,
    text: () => written.join(''),
  });
}

describe('ProgressBar', () => {
  it('shows how far it is, and the other counts', () => {
    const stream = createTerminal();
    const bar = new ProgressBar({ stream, title: 'main', counts });
    bar.update({ value: 1, total: 4, requests: 15 });
    bar.stop();

    expect(stream.text()).toContain(
      'main [--------------------] 0 of 0 projects, 0 requests',
    );
    expect(stream.text()).toContain(
      'main [#####---------------] 1 of 4 projects, 15 requests',
    );
  });

  it('gives the cursor back and clears its line as it stops', () => {
    const stream = createTerminal();
    new ProgressBar({ stream, title: 'main', counts }).stop();

    const showCursor = '\u001b[?25h';
    const clearLine = '\u001b[0K';
    expect(stream.text()).toContain(showCursor);
    expect(stream.text()).toContain(clearLine);
  });

  it('writes nothing more after it has stopped', () => {
    const stream = createTerminal();
    const bar = new ProgressBar({ stream, title: 'main', counts });
    bar.stop();
    const before = stream.text();
    jest.useFakeTimers({ now: Date.now() + 60_000 });
    bar.update({ value: 1, total: 4 });
    jest.useRealTimers();

    expect(stream.text()).toBe(before);
  });
});
