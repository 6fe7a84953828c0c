import { parse } from 'yaml';
import { readDocument } from './readDocument';
import { namesIn, readTable } from './readTable';

const metrics = readDocument('docs/metrics.md');
const dashboard = JSON.parse(readDocument('docs/grafana-dashboard.json')) as {
  panels: { title: string; targets: { expr: string }[] }[];
  templating: { list: { definition?: string }[] };
};
const alerts = parse(readDocument('docs/prometheus-alerts.yaml')) as {
  groups: { rules: { alert: string; expr: string }[] }[];
};

/** What the exporter for Prometheus adds to the name of a metric. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};

interface Series {
  readonly metric: string;
  readonly labels: ReadonlySet<string>;
}

/** The series of each metric, which the table is held to by another test. */
const series = new Map<string, Series>(
  readTable(metrics, 'metric').flatMap(([name, kind = '', , attributes]) => {
    const [metric = ''] = namesIn(name);
    const own = namesIn(attributes);
    const labels = ['host', ...own, ...(own.includes('answer') ? [] : ['provider'])];
    return (SUFFIXES[kind] ?? []).map(suffix => {
      const buckets = suffix === '_bucket' ? ['le'] : [];
      return [
        `${metric.replaceAll('.', '_')}${suffix}`,
        { metric, labels: new Set([...labels, ...buckets]) },
      ] as const;
    });
  }),
);

/** The values that attributes have, by the first word of their row. */
const values = new Map<string, string[]>();
for (const [attribute, value] of readTable(metrics, 'attribute')) {
  const [name = ''] = namesIn(attribute);
  values.set(name, [...(values.get(name) ?? []), ...namesIn(value)]);
}

const panelExpressions = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);
const alertExpressions = alerts.groups.flatMap(({ rules }) =>
  rules.map(({ alert, expr }) => [alert, expr] as const),
);

/** The series of an expression, with what it asks of their labels. */
function toSelectors(expr: string) {
  return [
    ...expr.matchAll(/(catalog_bitbucket_server_\w+)(?:\{([^}]*)\})?/g),
  ].map(([, name = '', matchers = '']) => ({
    name,
    matchers: [...matchers.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(
      ([, label = '', , value = '']) => ({ label, value }),
    ),
  }));
}

const toGroups = (expr: string) =>
  [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels = '']) =>
    labels.split(',').map(label => label.trim()),
  );

/** Numbers of a status, and whatever a variable holds, may be anything. */
const isFree = (value: string) => /^(?:\d[\d.]*|\$\w+)$/.test(value);

describe.each([
  ['docs/grafana-dashboard.json', panelExpressions],
  ['docs/prometheus-alerts.yaml', alertExpressions],
])('%s', (_, expressions) => {
  it.each(expressions)('asks for what there is: %s', (__, expr) => {
    const selectors = toSelectors(expr);
    expect(selectors).not.toEqual([]);
    for (const { name, matchers } of selectors) {
      expect([...series.keys()]).toContain(name);
      const labels = [...(series.get(name)?.labels ?? [])];
      expect(labels).toEqual(
        expect.arrayContaining([
          ...matchers.map(({ label }) => label),
          ...toGroups(expr),
        ]),
      );
      for (const { label, value } of matchers) {
        const unknown = value
          .split('|')
          .filter(each => !isFree(each) && !values.get(label)?.includes(each));
        expect({ label, unknown }).toEqual({ label, unknown: [] });
      }
    }
  });
});

describe('docs/grafana-dashboard.json', () => {
  it('shows every metric', () => {
    const shown = panelExpressions
      .flatMap(([, expr]) => toSelectors(expr))
      .map(({ name }) => series.get(name)?.metric);
    expect([...new Set(shown)].sort()).toEqual(
      [...new Set([...series.values()].map(({ metric }) => metric))].sort(),
    );
  });

  it('fills its variables from what there is', () => {
    const names = dashboard.templating.list
      .flatMap(({ definition = '' }) => toSelectors(definition))
      .map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect([...series.keys()]).toEqual(expect.arrayContaining(names));
  });
});

describe('docs/prometheus-alerts.yaml', () => {
  it.each([
    ['no complete run', 'sweep.age'],
    ['unknowns that stay', 'answers.unknown'],
    ['refusals and requests that fail', 'requests'],
    ['reads that fail', 'reads'],
    ['the age of the oldest answer', 'answers.age'],
    ['hashes that are distrusted', 'hashes.distrusted'],
  ])('warns of %s', (__, metric) => {
    const watched = alertExpressions
      .flatMap(([, expr]) => toSelectors(expr))
      .map(({ name }) => series.get(name)?.metric);
    expect(watched).toContain(`catalog.bitbucket_server.${metric}`);
  });
});
