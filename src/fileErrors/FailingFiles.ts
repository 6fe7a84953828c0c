import { Entity } from '@backstage/catalog-model';
import { DISCOVERED_BY_ANNOTATION } from '../entities';
import { FailingFile } from './describeFailing';
import { ProcessingFailure } from './parseProcessingErrors';
import { toShownFailure } from './toReason';

/** What the catalog shows is some seconds behind what it publishes. */
const QUIET_MS = 20_000;
/** Some four rounds of a catalog that processes once an hour. */
const SILENCE_MS = 6 * 60 * 60_000;
/** What fails beyond so many is not kept. */
const MAX_KEPT = 10_000;

/** What the catalog showed when it was asked. */
export interface CatalogLook {
  /** What it was asked for. */
  readonly refs: readonly string[];
  readonly shown: ReadonlyMap<string, Entity>;
  /** When it was asked, by a clock that nobody sets. */
  readonly now: number;
  readonly providerName: string;
}

export interface FailingChanges {
  readonly begun: readonly FailingFile[];
  readonly recovered: readonly FailingFile[];
  /** Removed from the catalog while it failed. */
  readonly gone: readonly FailingFile[];
}

/** The files of a provider that fail in the catalog: just heard of, and told of. */
export class FailingFiles {
  readonly #heard = new Map<string, FailingFile>();
  /** By the reference of the entity. */
  readonly #told = new Map<string, Told>();

  get size(): number {
    return this.#told.size;
  }

  get told(): FailingFile[] {
    return [...this.#told.values()].map(({ file }) => file);
  }

  get isEmpty(): boolean {
    return this.#told.size + this.#heard.size === 0;
  }

  /** Whether an entity, or a file by its location, is known to fail. */
  has(entityRef: string): boolean {
    return [...this.told, ...this.#heard.values()].some(
      file => file.entityRef === entityRef || file.fileRef === entityRef,
    );
  }

  /** Notes a failure, maybe one of many; tells whether its entity is still to be asked for. */
  hear(file: FailingFile, { now }: { now: number }): boolean {
    const told = this.#told.get(file.entityRef);
    if (told) {
      told.lastHeardAt = now;
      return false;
    }
    if (this.#told.size + this.#heard.size < MAX_KEPT) {
      this.#heard.set(file.entityRef, file);
      return true;
    }
    return false;
  }

  /** References of what the catalog has to be asked for. */
  toRefs({ now }: { now: number }): string[] {
    return [
      ...[...this.#heard.values()].flatMap(({ entityRef, fileRef }) => [
        entityRef,
        fileRef,
      ]),
      ...[...this.#told.values()]
        .filter(told => isQuiet(told, { now }))
        .map(({ file }) => file.entityRef),
    ];
  }

  /** Takes in what the catalog shows of what it was asked for. */
  settle(look: CatalogLook): FailingChanges {
    const { recovered, gone } = this.#settleTold(look);
    return { begun: this.#settleHeard(look), recovered, gone };
  }

  /** More may have been heard of while the catalog was being asked. */
  #settleHeard(look: CatalogLook): FailingFile[] {
    const { shown, now } = look;
    const asked = new Set(look.refs);
    const begun: FailingFile[] = [];
    for (const [ref, file] of this.#heard) {
      if (!asked.has(ref)) {
        continue;
      }
      this.#heard.delete(ref);
      if (!isFoundByAnother(file, look)) {
        begun.push(file);
        const isShown = shown.has(ref);
        this.#told.set(ref, { file, lastHeardAt: now, isShown });
      }
    }
    return begun;
  }

  #settleTold(look: CatalogLook): Omit<FailingChanges, 'begun'> {
    const { shown, now } = look;
    const recovered: FailingFile[] = [];
    const gone: FailingFile[] = [];
    for (const [ref, told] of this.#told) {
      const entity = shown.get(ref);
      if (!isQuiet(told, { now })) {
        continue;
      }
      if (entity) {
        told.isShown = true;
        if (toShownFailure(entity) === undefined) {
          recovered.push(told.file);
          this.#told.delete(ref);
        }
      } else if (told.isShown) {
        gone.push(told.file);
        this.#told.delete(ref);
      } else if (now - told.lastHeardAt >= SILENCE_MS) {
        this.#told.delete(ref);
      }
    }
    return { recovered, gone };
  }
}

/** A failure that stands in the log. */
interface Told {
  readonly file: FailingFile;
  lastHeardAt: number;
  /** False while the catalog has never shown the entity. */
  isShown: boolean;
}

function isQuiet({ lastHeardAt }: Told, { now }: { now: number }): boolean {
  return now - lastHeardAt >= QUIET_MS;
}

/**
 * Whether another provider than this one has found the file of a failure, as
 * the entities tell that the catalog shows. It shows none of a file that it has
 * never read without an error.
 */
function isFoundByAnother(
  { entityRef, fileRef }: ProcessingFailure,
  options: { shown: ReadonlyMap<string, Entity>; providerName: string },
): boolean {
  const { shown, providerName } = options;
  const entities = [entityRef, fileRef].flatMap(ref => shown.get(ref) ?? []);
  return (
    entities.length > 0 &&
    !entities.some(
      ({ metadata }) =>
        metadata.annotations?.[DISCOVERED_BY_ANNOTATION] === providerName,
    )
  );
}
