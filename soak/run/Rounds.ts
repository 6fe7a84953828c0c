import { drawChange } from '../changes/drawChange';
import type { DatabaseFault } from '../faults/DatabaseTrouble';
import { drawFaults } from '../faults/drawFaults';
import type { Scope } from '../truth/types';
import { drawStrayWebhook } from '../webhooks/drawStrayWebhook';
import { pass } from './pass';
import type { ShortRuns } from './ProviderProcesses';
import type { SoakStage } from './types';

/** Longer than a sweep takes, whatever trouble the server makes. */
const TIMEOUT_MS = 15 * 60_000;

/** What becomes of a process in the middle of its sweeps. */
type Fate = 'goes on' | 'is aborted' | 'is shut down' | 'is killed';

const FATES: readonly { readonly fate: Fate; readonly weight: number }[] = [
  { fate: 'goes on', weight: 16 },
  { fate: 'is aborted', weight: 2 },
  { fate: 'is shut down', weight: 1 },
  { fate: 'is killed', weight: 1 },
];

/** What the database refuses in the middle of sweeps, if anything. */
const DATABASE_FAULTS: readonly DatabaseFault[] = [
  'everything',
  'memory',
  'mutations',
];
const SHARE_OF_DATABASE_TROUBLE = 0.4;

/** So often runs end by their own time, before they have seen everything. */
const SHARE_OF_SHORT_RUNS = 0.2;
const MAX_SHORT_SECONDS = 15;

/**
 * The rounds of a soak: trouble, changes, webhooks, and sweeps in the middle
 * of them.
 */
export class Rounds {
  readonly #stage: SoakStage;

  constructor(stage: SoakStage) {
    this.#stage = stage;
  }

  /** Makes trouble, and sweeps while the server changes. */
  async run(): Promise<void> {
    const { chance, world, hashes, history, scopes } = this.#stage;
    world.standIn.log.clear();
    if (chance.happens(0.1)) {
      await this.#replaceProcess('is shut down');
    }
    const faults = chance.happens(0.75) ? drawFaults(chance) : {};
    history.add(`faults ${JSON.stringify(faults)}`);
    world.faults.set(faults);
    const behaviour = await hashes.turn(chance);
    if (behaviour) {
      history.add(`hashes ${JSON.stringify(behaviour)}`);
    }
    await this.change(chance.between(0, 8));
    const both = chance.happens(0.6);
    const isShort = chance.happens(SHARE_OF_SHORT_RUNS);
    if (isShort) {
      await this.#replaceProcess('is shut down', {
        seconds: chance.between(1, MAX_SHORT_SECONDS),
      });
    }
    await this.#sweep(both ? scopes : [chance.pick(scopes)]);
    if (isShort) {
      await this.#replaceProcess('is shut down');
    }
  }

  /** Lets so many things happen at the server, with their webhooks. */
  async change(count: number): Promise<void> {
    const { chance, world, mail, tally, history } = this.#stage;
    for (let left = count; left > 0; left -= 1) {
      const change = drawChange(chance, world.standIn);
      history.add(JSON.stringify(change));
      const events = world.perform(change);
      tally.changes += 1;
      const stray = chance.happens(0.2)
        ? [drawStrayWebhook(chance, world)]
        : [];
      await mail.send([...events, ...stray], { chance });
    }
  }

  async #sweep(swept: readonly Scope[]): Promise<void> {
    const { chance, processes, tally, history } = this.#stage;
    const { fate } = chance.pickWeighted(FATES);
    const fateAfterMs = chance.between(1, 2_000);
    const end = new AbortController();
    const limit = setTimeout(() => end.abort(), TIMEOUT_MS);
    const { current } = processes;
    const runs = swept.map(async scope => {
      tally.sweeps += 1;
      try {
        await current.sweep(scope, { signal: end.signal });
      } catch (error) {
        tally.failedSweeps += 1;
        history.add(`${scope.id} failed: ${(error as Error).message}`);
      }
    });
    const trouble = this.#troubleDatabase();
    const meeting = this.#meetFate(fate, { afterMs: fateAfterMs, end });
    await this.#changeNowAndThen(chance.between(0, 7));
    await Promise.all([...runs, meeting, trouble]);
    clearTimeout(limit);
  }

  /** Has the database refuse something for a while. */
  async #troubleDatabase(): Promise<void> {
    const { chance, database, history } = this.#stage;
    if (!chance.happens(SHARE_OF_DATABASE_TROUBLE)) {
      return;
    }
    const fault = chance.pick(DATABASE_FAULTS);
    const afterMs = chance.between(1, 1_000);
    const forMs = chance.between(100, 20_000);
    await pass(afterMs);
    history.add(`the database refuses ${fault} for ${forMs} ms`);
    database.begin(fault);
    await pass(forMs);
    database.end();
    history.add('the database takes everything again');
  }

  async #meetFate(
    fate: Fate,
    { afterMs, end }: { afterMs: number; end: AbortController },
  ): Promise<void> {
    if (fate === 'goes on') {
      return;
    }
    await pass(afterMs);
    this.#stage.history.add(`the sweep ${fate}`);
    if (fate === 'is aborted') {
      end.abort(new Error('aborted in the middle'));
    } else {
      await this.#replaceProcess(fate);
      end.abort(new Error('the process is gone'));
    }
    this.#forgetFresh();
  }

  async #replaceProcess(fate: Fate, runs?: ShortRuns): Promise<void> {
    const { processes, tally, history } = this.#stage;
    if (fate === 'is killed') {
      processes.current.kill();
    } else {
      await processes.current.shutDown();
    }
    await processes.start(runs);
    this.#forgetFresh();
    tally.restarts += 1;
    const words = runs ? `, whose runs have ${runs.seconds} s` : '';
    history.add(`the process ${fate}, and another one is started${words}`);
  }

  #forgetFresh(): void {
    const { scopes, world } = this.#stage;
    scopes.forEach(scope => world.watchOf(scope).forgetFresh());
  }

  async #changeNowAndThen(times: number): Promise<void> {
    const { chance } = this.#stage;
    for (let left = times; left > 0; left -= 1) {
      await pass(chance.between(10, 2_000));
      await this.change(1);
    }
  }
}
