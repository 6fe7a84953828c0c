import { SingleBar } from 'cli-progress';

/** How far something is, with whatever else the format of a bar names. */
export interface Progress {
  readonly value: number;
  readonly total: number;
  readonly [name: string]: number;
}

/** Shows on a terminal how far something is, and leaves nothing behind. */
export class ProgressBar {
  readonly #bar: SingleBar;

  constructor(options: {
    stream: NodeJS.WritableStream;
    title: string;
    /** What stands behind it, with `{value}`, `{total}` and the like. */
    counts: string;
  }) {
    const { stream, title, counts } = options;
    const names = [...counts.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    this.#bar = new SingleBar({
      stream,
      format: `${title} [{bar}] ${counts}`,
      barCompleteChar: '#',
      barIncompleteChar: '-',
      barsize: 20,
      emptyOnZero: true,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(0, 0, Object.fromEntries(names.map(name => [name, 0])));
  }

  /** Does nothing once it has stopped. */
  update({ value, total, ...others }: Progress): void {
    this.#bar.setTotal(total);
    this.#bar.update(value, others);
  }

  stop(): void {
    this.#bar.stop();
  }
}
