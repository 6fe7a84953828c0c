import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { findViolations } from '../truth/findViolations';
import type { Scope } from '../truth/types';
import { ProviderProcess, ProviderProcessOptions } from './ProviderProcess';
import type { ServerWorld } from './ServerWorld';

/**
 * How long runs have, where that is less than they need.
 */
export interface ShortRuns {
  readonly seconds: number;
}

type Options = Omit<ProviderProcessOptions, 'observe' | 'config'> & {
  readonly toConfig: (runs?: ShortRuns) => JsonObject;
  readonly world: ServerWorld;
};

/**
 * The process that runs now, and what all of them have told the catalog.
 */
export class ProviderProcesses {
  /** What was taken out of the catalog and should not have been. */
  readonly violations: string[] = [];
  readonly #options: Options;
  readonly #world: ServerWorld;
  readonly #latest = new Map<Scope, EntityProviderMutation['type']>();
  #current?: ProviderProcess;

  constructor(options: Options) {
    this.#options = options;
    this.#world = options.world;
  }

  /** Starts the first process, or another one in place of a dead one. */
  async start(runs?: ShortRuns): Promise<void> {
    this.#current = await ProviderProcess.start({
      ...this.#options,
      config: this.#options.toConfig(runs),
      observe: scope => ({
        onMutation: mutation => this.#note(scope, mutation),
        onApplied: mutation => this.#noteApplied(scope, mutation),
      }),
    });
  }

  get current(): ProviderProcess {
    if (!this.#current) {
      throw new Error('No process was started');
    }
    return this.#current;
  }

  /** Whether the latest mutation of a provider was a full one. */
  wasFull(scope: Scope): boolean {
    return this.#latest.get(scope) === 'full';
  }

  #noteApplied(scope: Scope, mutation: EntityProviderMutation): void {
    const added =
      mutation.type === 'full' ? mutation.entities : mutation.added;
    this.#world.watchOf(scope).noteAdded(
      added.map(({ entity }) => String(entity.spec?.target)),
      {
        truth: this.#world.truthOf(scope),
        isOutOfSight: target => this.#world.isOutOfSight(target, { scope }),
      },
    );
  }

  #note(scope: Scope, mutation: EntityProviderMutation): void {
    this.#latest.set(scope, mutation.type);
    const { always } = this.#world.watchOf(scope);
    for (const target of findViolations(mutation, { always })) {
      this.violations.push(
        `a ${mutation.type} mutation of ${scope.id} takes out what was there all the time: ${target}`,
      );
    }
  }
}
