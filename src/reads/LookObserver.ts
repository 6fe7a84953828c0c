import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DirectoryObserver,
  DirectorySight,
  LookedAtDirectory,
  UnmovedFile,
} from '../bitbucket';
import type { ForeignIds } from './ForeignIds';
import type { ChangedFile, KnownFiles } from './KnownFiles';

/**
 * Learns from every look at a directory, whoever looks, and from hashes that
 * have not moved, and has the catalog read again what has changed.
 *
 * @remarks
 * What is gone is not read again for that. Its Location is about to go, with
 * all that it has yielded; a file that the catalog finds gone before leaves
 * orphans, whose names no other file is given for half a minute.
 */
export class LookObserver implements DirectoryObserver {
  readonly #options: LookObserverOptions;

  constructor(options: LookObserverOptions) {
    this.#options = options;
  }

  async onLook(
    directory: LookedAtDirectory,
  ): Promise<(sight: DirectorySight) => Promise<void>> {
    const { host, known } = this.#options;
    const begun = await this.#attempt(() => known.begin());
    return async sight => {
      if (begun) {
        await this.#attempt(async () =>
          this.#tell(
            await known.seeDirectory(
              { ...directory, host },
              { ...sight, ...begun },
            ),
          ),
        );
      }
    };
  }

  async onHashes(): Promise<(files: readonly UnmovedFile[]) => Promise<void>> {
    const { host, known } = this.#options;
    const begun = await this.#attempt(() => known.begin());
    return async files => {
      if (begun) {
        await this.#attempt(() => known.confirm(files, { ...begun, host }));
      }
    };
  }

  async #tell(changed: readonly ChangedFile[]): Promise<void> {
    const { foreignIds, host, logger, refresh } = this.#options;
    for (const { fileKey, contentId } of changed) {
      if (
        contentId !== undefined &&
        foreignIds.noteListing(fileKey, { listed: contentId })
      ) {
        logger.warn(
          `${host} lists files by other ids than git has for their content, as with Git LFS; such files are read once after every look at their directory, nothing else is wrong`,
        );
      }
    }
    const standing = changed.filter(({ contentId }) => contentId !== undefined);
    if (standing.length > 0) {
      await refresh(standing.map(({ target }) => target));
    }
  }

  /** Whoever looks has no share in it. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const { host, logger } = this.#options;
      logger.debug(`What was seen on ${host} could not be noted: ${error}`);
      return undefined;
    }
  }
}

export interface LookObserverOptions {
  readonly host: string;
  readonly known: KnownFiles;
  readonly foreignIds: ForeignIds;
  readonly logger: LoggerService;
  readonly refresh: (targets: readonly string[]) => Promise<void>;
}
