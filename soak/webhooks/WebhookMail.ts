import {
  postWebhook,
  type WebhookEvent,
  type WebhookTarget,
} from '../../dev/standin/webhook/postWebhook';
import type { Chance } from '../random/Chance';

/**
 * Delivers webhooks as a bad day does: some never, some twice, some late, and
 * in any order.
 */
export class WebhookMail {
  readonly #target: WebhookTarget;
  #late: WebhookEvent[] = [];
  #delivered = 0;

  constructor(options: { target: WebhookTarget }) {
    this.#target = options.target;
  }

  /** How many have been delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  /** Delivers some of the events, and some of those that were held back. */
  async send(
    events: readonly WebhookEvent[],
    { chance }: { chance: Chance },
  ): Promise<void> {
    const due = this.#late.filter(() => chance.happens(0.5));
    this.#late = this.#late.filter(each => !due.includes(each));
    for (const event of events) {
      const copies = chance.pick([0, 0, 1, 1, 2]);
      if (copies > 0 && chance.happens(0.2)) {
        this.#late.push(event);
      } else {
        due.push(...Array<WebhookEvent>(copies).fill(event));
      }
    }
    for (const event of chance.shuffle(due)) {
      await this.#post(event);
    }
  }

  async #post(event: WebhookEvent): Promise<void> {
    const status = await postWebhook(event, { to: this.#target });
    if (status !== 202) {
      throw new Error(
        `The backend answered ${status} to a webhook ${event.eventKey}`,
      );
    }
    this.#delivered += 1;
  }
}
