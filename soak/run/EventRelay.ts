import type {
  EventParams,
  EventsService,
  EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';

/**
 * Passes events on to whichever process subscribed last under an id.
 *
 * @remarks
 * The events service has no way to unsubscribe: a process that is gone would
 * go on getting its events, and never be let go of.
 */
export class EventRelay implements EventsService {
  readonly #events: EventsService;
  readonly #subscribers = new Map<
    string,
    EventsServiceSubscribeOptions['onEvent'] | undefined
  >();

  constructor(events: EventsService) {
    this.#events = events;
  }

  async publish(params: EventParams): Promise<void> {
    await this.#events.publish(params);
  }

  async subscribe(options: EventsServiceSubscribeOptions): Promise<void> {
    const { id, onEvent } = options;
    const isNew = !this.#subscribers.has(id);
    this.#subscribers.set(id, onEvent);
    if (isNew) {
      await this.#events.subscribe({
        ...options,
        onEvent: async params => this.#subscribers.get(id)?.(params),
      });
    }
  }

  /** Forgets who has subscribed. */
  cut(): void {
    for (const id of this.#subscribers.keys()) {
      this.#subscribers.set(id, undefined);
    }
  }
}
