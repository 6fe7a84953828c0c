import {
  addUp,
  HeardInHour,
  HeardOfProject,
  toHourOfDay,
  WebhookTable,
} from './WebhookTable';

/**
 * Counts the webhooks of a provider for as long as the process lives.
 */
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
