import { Attributes } from '@opentelemetry/api';

/** What a repository has answered, as far as it is counted. */
export interface CountedAnswer {
  readonly outcome: 'present' | 'absent' | 'unknown';
  /** Why it is absent. */
  readonly reason?: string;
}

/** Counts the answers of repositories, and holds none of them. */
export class AnswerCounts {
  readonly #counts = { present: 0, absent: 0, unknown: 0 };
  readonly #reasons = new Map<string, number>();

  add({ outcome, reason }: CountedAnswer): void {
    this.#counts[outcome] += 1;
    if (reason !== undefined) {
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    }
  }

  toAttributes(): Attributes {
    const { present, absent, unknown } = this.#counts;
    return {
      'repositories.present': present,
      'repositories.absent': absent,
      'repositories.unknown': unknown,
    };
  }

  toCounts(): [CountedAnswer, number][] {
    const { present, unknown } = this.#counts;
    const absent = Array.from(
      this.#reasons,
      ([reason, count]): [CountedAnswer, number] => [
        { outcome: 'absent', reason },
        count,
      ],
    );
    return [
      [{ outcome: 'present' }, present],
      ...absent,
      [{ outcome: 'unknown' }, unknown],
    ];
  }
}
