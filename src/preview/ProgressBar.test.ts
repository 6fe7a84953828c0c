import { PassThrough } from 'node:stream';
import { SweepReport } from '../report';
import { ProgressBar } from './ProgressBar';

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
  it('shows projects, repositories and requests', () => {
    const stream = createTerminal();
    const bar = new ProgressBar({ stream, title: 'main' });
    const report = new SweepReport({ now: 0 });
    Object.assign(report, {
      projectsListed: 4,
      projectsDone: 1,
      repositories: 12,
      requests: 15,
    });
    bar.update(report);
    bar.stop();

    expect(stream.text()).toContain(
      'main [#####---------------] 1 of 4 projects, 12 repositories, 15 requests',
    );
  });

  it('gives the cursor back and clears its line as it stops', () => {
    const stream = createTerminal();
    new ProgressBar({ stream, title: 'main' }).stop();

    const showCursor = '\u001b[?25h';
    const clearLine = '\u001b[0K';
    expect(stream.text()).toContain(showCursor);
    expect(stream.text()).toContain(clearLine);
  });

  it('writes nothing more after it has stopped', () => {
    const stream = createTerminal();
    const bar = new ProgressBar({ stream, title: 'main' });
    bar.stop();
    const before = stream.text();
    jest.useFakeTimers({ now: Date.now() + 60_000 });
    bar.update(
      Object.assign(new SweepReport({ now: 0 }), { projectsListed: 4 }),
    );
    jest.useRealTimers();

    expect(stream.text()).toBe(before);
  });
});
