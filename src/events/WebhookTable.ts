/** How many webhooks a project has sent in an hour. */
export interface HeardInHour {
  /** Its key in lower case. */
  readonly project: string;
  /** Counted from the epoch. */
  readonly hour: number;
  readonly heard: number;
}

/** What is known of the webhooks of one project. */
export interface HeardOfProject {
  readonly project: string;
  /** The last hour with one. */
  readonly lastHour: number;
  readonly heard: number;
}

/**
 * Where the webhooks of one provider are counted: for a project each hour of
 * the day has a place, which is used again a day later. So nothing has to be
 * taken away, and a project that ever sent one stays known.
 */
export interface WebhookTable {
  add(heard: readonly HeardInHour[]): Promise<void>;
  /** All projects, and how many each has sent since an hour. */
  findProjects(options: { since: number }): Promise<HeardOfProject[]>;
}

/** The place of an hour. */
export function toHourOfDay(hour: number): number {
  return hour % 24;
}

/** What a place holds once something was added to it. */
export function addUp(
  before: HeardInHour | undefined,
  added: HeardInHour,
): HeardInHour {
  if (before?.hour === added.hour) {
    return { ...added, heard: before.heard + added.heard };
  }
  return before && before.hour > added.hour ? before : added;
}

/** Counts the webhooks of a provider for as long as the process lives. */
export class ProcessWebhookTable implements WebhookTable {
  /** By project, then by hour of the day. */
  readonly #projects = new Map<string, Map<number, HeardInHour>>();

  async add(heard: readonly HeardInHour[]): Promise<void> {
    for (const each of heard) {
      const hours =
        this.#projects.get(each.project) ?? new Map<number, HeardInHour>();
      this.#projects.set(each.project, hours);
      const place = toHourOfDay(each.hour);
      hours.set(place, addUp(hours.get(place), each));
    }
  }

  async findProjects({ since }: { since: number }): Promise<HeardOfProject[]> {
    return [...this.#projects].map(([project, places]) => {
      const hours = [...places.values()];
      return {
        project,
        lastHour: Math.max(...hours.map(({ hour }) => hour)),
        heard: hours
          .filter(({ hour }) => hour >= since)
          .reduce((sum, each) => sum + each.heard, 0),
      };
    });
  }
}
