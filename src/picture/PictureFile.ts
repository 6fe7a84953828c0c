import { existsSync } from 'node:fs';
import { open, realpath, rm, writeFile } from 'node:fs/promises';
import { renderPicture } from './renderPicture';
import { Picture } from './types';

export class PictureFile {
  /** As it was given. */
  readonly #name: string;

  constructor(options: { name: string }) {
    this.#name = options.name;
  }

  /**
   * Throws where nothing could be written there. A sweep takes its time: better
   * before it than after. What is there by now stays as it is.
   */
  async assertWritable(): Promise<void> {
    const isNew = !existsSync(this.#name);
    try {
      const handle = await open(this.#name, 'a');
      await handle.close();
      if (isNew) {
        await rm(await realpath(this.#name));
      }
    } catch (error) {
      throw this.#toError(error as Error);
    }
  }

  async write(picture: Picture): Promise<void> {
    try {
      await writeFile(this.#name, renderPicture(picture));
    } catch (error) {
      throw this.#toError(error as Error);
    }
  }

  #toError(cause: Error): Error {
    return new Error(
      `--html ${this.#name} cannot be written: ${cause.message}. Name a file in a folder that is there and that you may write to`,
      { cause },
    );
  }
}
