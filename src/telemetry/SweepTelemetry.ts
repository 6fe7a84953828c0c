import {
  Attributes,
  Context,
  context,
  Span,
  SpanStatusCode,
  trace,
  Tracer,
} from '@opentelemetry/api';
import { AnswerCounts, CountedAnswer } from './AnswerCounts';
import type { Instruments } from './createInstruments';

/** The key under which the list of all personal projects is read. */
const PERSONAL = '~';

/** What is held of a provider's repositories at the end of a sweep. */
export interface HeldAnswers {
  /** How old the oldest answer is; undefined where there is none. */
  readonly oldestMs?: number;
  /** Of how many the last look gave no definite answer. */
  readonly unknown: number;
}

/** What is measured of a sweep: a span, one for each project's list, answers by number. */
export class SweepTelemetry {
  readonly #options: TelemetryOptions;
  readonly #span: Span;
  /** Names the parent of all projects, also where no context is carried along. */
  readonly #context: Context;
  readonly #answers = new AnswerCounts();
  /** The projects whose lists are being read, by their key in lower case. */
  readonly #projects = new Map<string, Span>();
  #held?: HeldAnswers;

  constructor(options: TelemetryOptions) {
    const { attributes, tracer } = options;
    this.#options = options;
    this.#span = tracer.startSpan('catalog.bitbucket_server.sweep', {
      attributes,
    });
    this.#context = trace.setSpan(context.active(), this.#span);
  }

  /** Does some work of the sweep that belongs to no project in particular. */
  async whileActive<T>(work: () => Promise<T>): Promise<T> {
    return context.with(this.#context, work);
  }

  /** Reads the list of a project within a span of its own. */
  async whileInProject(
    projectKey: string,
    work: () => Promise<void>,
  ): Promise<void> {
    const { attributes, tracer } = this.#options;
    const span = tracer.startSpan(
      'catalog.bitbucket_server.project',
      { attributes: { ...attributes, project: projectKey } },
      this.#context,
    );
    this.#projects.set(toId(projectKey), span);
    try {
      await context.with(trace.setSpan(this.#context, span), work);
    } catch (error) {
      this.#noteFailureOf(projectKey, error as Error);
      throw error;
    } finally {
      this.#endProject(toId(projectKey));
    }
  }

  noteAnswer(answer: CountedAnswer): void {
    this.#answers.add(answer);
  }

  /** What the sweep leaves behind; undefined where it has not got that far. */
  get held(): HeldAnswers | undefined {
    return this.#held;
  }

  noteHeld(held: HeldAnswers): void {
    this.#held = held;
  }

  /** A list that breaks off throws nothing. */
  noteIncompleteList(
    cause: Error,
    { projectKey }: { projectKey?: string },
  ): void {
    if (projectKey === undefined) {
      this.noteFailure(cause);
    }
    this.#noteFailureOf(projectKey ?? PERSONAL, cause);
  }

  noteFailure(error: Error): void {
    noteFailure(this.#span, error);
  }

  /** Ends all spans, also of projects whose work has not noticed the end. */
  end({ result }: { result: string }): void {
    const { attributes, instruments } = this.#options;
    for (const [answer, count] of this.#answers.toCounts()) {
      instruments.repositories.add(count, { ...attributes, ...answer });
    }
    for (const [id, span] of this.#projects) {
      const message = 'the sweep ended first';
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      this.#endProject(id);
    }
    this.#span.setAttributes({ result, ...this.#answers.toAttributes() });
    this.#span.end();
  }

  #noteFailureOf(projectKey: string, error: Error): void {
    const span = this.#projects.get(toId(projectKey));
    if (span) {
      noteFailure(span, error);
    }
  }

  #endProject(id: string): void {
    this.#projects.get(id)?.end();
    this.#projects.delete(id);
  }
}

export interface TelemetryOptions {
  /** The provider and its host. */
  readonly attributes: Attributes;
  readonly instruments: Instruments;
  readonly tracer: Tracer;
}

function noteFailure(span: Span, error: Error): void {
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

/** Keys are alike whatever their case. */
function toId(projectKey: string): string {
  return projectKey.toLowerCase();
}
