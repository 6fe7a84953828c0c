import { EventParams } from '@backstage/plugin-events-node';

/**
 * Tells an event that is passed on to another topic from a new one. What is
 * passed on within a process is the very same body. One that comes again by the
 * same topic is a new event.
 */
export class TopicEcho {
  /** The topic by which each body came first. */
  readonly #first = new WeakMap<object, string>();

  isEcho({ topic, eventPayload }: EventParams): boolean {
    if (typeof eventPayload !== 'object' || eventPayload === null) {
      return false;
    }
    const first = this.#first.get(eventPayload);
    if (first === undefined) {
      this.#first.set(eventPayload, topic);
    }
    return first !== undefined && first !== topic;
  }
}
