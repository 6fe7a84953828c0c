import { access, constants, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderPicture } from './renderPicture';
import { Picture } from './types';

/**
 * The file that a picture is written to.
 *
 * @internal
 */
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
    const { W_OK } = constants;
    try {
      const found = await stat(this.#name).catch(toMissing);
      if (found?.isDirectory()) {
        throw new Error('it is a folder');
      }
      await access(found ? this.#name : path.dirname(this.#name), W_OK);
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

function toMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}
