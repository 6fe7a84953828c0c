import { SingleBar } from 'cli-progress';
import { SweepReport } from '../report';

/**
 * Shows on a terminal how far a sweep is, and leaves nothing behind.
 *
 * @internal
 */
export class ProgressBar {
  readonly #bar: SingleBar;

  constructor(options: { stream: NodeJS.WritableStream; title: string }) {
    const { stream, title } = options;
    this.#bar = new SingleBar({
      stream,
      format: `${title} [{bar}] {value} of {total} projects, {repositories} repositories, {requests} requests`,
      barCompleteChar: '#',
      barIncompleteChar: '-',
      barsize: 20,
      emptyOnZero: true,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(0, 0, { repositories: 0, requests: 0 });
  }

  /** Does nothing once it has stopped. */
  update(report: SweepReport): void {
    const { projectsListed, projectsDone, repositories, requests } = report;
    this.#bar.setTotal(projectsListed);
    this.#bar.update(projectsDone, { repositories, requests });
  }

  stop(): void {
    this.#bar.stop();
  }
}
