import { context, metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import {
  DataPointType,
  MeterProvider,
  MetricReader,
} from '@opentelemetry/sdk-metrics';
import type { Histogram, MetricData } from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { AsyncContextManager } from './AsyncContextManager';

/**
 * One series of a metric: its attributes, and its value or, of a histogram,
 * what was recorded.
 */
export type Series = readonly [
  attributes: Attributes,
  value: number | { count: number; sum: number },
];

/**
 * Registers a real meter and a real tracer before each test of a file, as a
 * backend with an SDK does before it starts.
 */
export function useTelemetry() {
  let reader: OnDemandReader;
  let exporter: InMemorySpanExporter;

  beforeEach(() => {
    reader = new OnDemandReader();
    exporter = new InMemorySpanExporter();
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({
        spanProcessors: [new SimpleSpanProcessor(exporter)],
      }),
    );
    context.setGlobalContextManager(new AsyncContextManager());
  });

  afterEach(() => {
    metrics.disable();
    trace.disable();
    context.disable();
  });

  /** All metrics that hold anything. */
  const readMetrics = async (): Promise<MetricData[]> => {
    const { resourceMetrics, errors } = await reader.collect();
    expect(errors).toEqual([]);
    return resourceMetrics.scopeMetrics.flatMap(scope => scope.metrics);
  };

  return {
    readMetrics,

    /** The series of one metric, by the rest of its name. */
    async readSeries(name: string): Promise<Series[]> {
      const all = await readMetrics();
      return all
        .filter(
          ({ descriptor }) =>
            descriptor.name === `catalog.bitbucket_server.${name}`,
        )
        .flatMap(toSeries);
    },

    /** The spans that have ended, in that order. */
    spans: (): ReadableSpan[] => exporter.getFinishedSpans(),

    /** The spans that have ended in error, with what they say. */
    errors: (): [string, string | undefined][] =>
      exporter
        .getFinishedSpans()
        .filter(({ status }) => status.code === SpanStatusCode.ERROR)
        .map(({ name, status }) => [name, status.message]),
  };
}

function toSeries(metric: MetricData): Series[] {
  return metric.dataPointType === DataPointType.HISTOGRAM
    ? metric.dataPoints.map(point => [point.attributes, toSum(point.value)])
    : metric.dataPoints.map(point => [
        point.attributes,
        point.value as number,
      ]);
}

function toSum({ count, sum = 0 }: Histogram) {
  return { count, sum };
}

/** Reads when it is asked to, and never by itself. */
class OnDemandReader extends MetricReader {
  protected async onForceFlush(): Promise<void> {}

  protected async onShutdown(): Promise<void> {}
}
