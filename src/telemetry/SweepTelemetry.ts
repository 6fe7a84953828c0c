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

/** The key under which all personal projects are worked on. */
const PERSONAL = '~';

/**
 * What is measured of one sweep: a span of its own, one for each project, and
 * the answers of repositories by their number alone.
 *
 * @internal
 */
export class SweepTelemetry {
  readonly #options: SweepTelemetryOptions;
  readonly #span: Span;
  /** Names the parent of all projects, also where no context is carried along. */
  readonly #context: Context;
  readonly #answers = new AnswerCounts();
  /** The projects that are being worked on, by their key in lower case. */
  readonly #projects = new Map<string, ProjectUnderWay>();

  constructor(options: SweepTelemetryOptions) {
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

  /** Does the work on a project within a span of its own. */
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
    this.#projects.set(toId(projectKey), { span, answers: new AnswerCounts() });
    try {
      await context.with(trace.setSpan(this.#context, span), work);
    } catch (error) {
      this.#noteFailureOf(projectKey, error as Error);
      throw error;
    } finally {
      this.#endProject(toId(projectKey));
    }
  }

  noteRepository(
    { projectKey }: { projectKey: string },
    answer: CountedAnswer,
  ): void {
    this.#answers.add(answer);
    this.#findProject(projectKey)?.answers.add(answer);
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
    for (const [id, { span }] of this.#projects) {
      const message = 'the sweep ended first';
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      this.#endProject(id);
    }
    this.#span.setAttributes({ result, ...this.#answers.toAttributes() });
    this.#span.end();
  }

  #noteFailureOf(projectKey: string, error: Error): void {
    const project = this.#findProject(projectKey);
    if (project) {
      noteFailure(project.span, error);
    }
  }

  /** All personal projects share a span, as they share a list. */
  #findProject(projectKey: string): ProjectUnderWay | undefined {
    return (
      this.#projects.get(toId(projectKey)) ??
      (projectKey.startsWith(PERSONAL)
        ? this.#projects.get(PERSONAL)
        : undefined)
    );
  }

  #endProject(id: string): void {
    const project = this.#projects.get(id);
    if (project) {
      this.#projects.delete(id);
      project.span.setAttributes(project.answers.toAttributes());
      project.span.end();
    }
  }
}

interface SweepTelemetryOptions {
  /** The provider and its host. */
  readonly attributes: Attributes;
  readonly instruments: Instruments;
  readonly tracer: Tracer;
}

interface ProjectUnderWay {
  readonly span: Span;
  readonly answers: AnswerCounts;
}

function noteFailure(span: Span, error: Error): void {
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

/** Keys are alike whatever their case. */
function toId(projectKey: string): string {
  return projectKey.toLowerCase();
}
