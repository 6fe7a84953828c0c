/**
 * Draws what is above the table and needs nobody to choose anything: the
 * headline, the totals, what went wrong, and what it costs.
 *
 * @param {Picture} picture
 * @param {{ rows: readonly Row[] }} options
 */
function drawOverview({ takenAt, providers }, { rows }) {
  const counts = countResults(rows);
  const total = toTotal(counts);
  const hosts = [...new Set(providers.map(({ host }) => host))].join(', ');
  byId('where').textContent = `Preview of discovery on ${hosts}`;
  byId('headline').textContent = [
    `${toNumber(counts.in)} of`,
    toCount(total, { one: 'repository', many: 'repositories' }),
    ...(providers.every(({ isLookedAt }) => isLookedAt)
      ? [counts.in === 1 ? 'has' : 'have', 'a catalog file']
      : [counts.in === 1 ? 'gets' : 'get', 'into the catalog']),
  ].join(' ');
  byId('when').textContent =
    providers.length > 1
      ? `As seen on ${takenAt}, by ${providers.length} providers: a repository that two of them see counts twice.`
      : `As seen on ${takenAt}.`;
  document.title = `Catalog files on ${hosts}`;
  drawShare(byId('share'), toShares(counts));
  byId('totals').append(
    makeTotal('in', { ...counts, meaning: 'in: the catalog gets their files' }),
    makeTotal('out', { ...counts, meaning: 'out: left out, or without a file' }),
    makeTotal('unknown', { ...counts, meaning: 'unknown: no clear answer' }),
  );
  byId('notices').append(...providers.flatMap(makeNotices));
  byId('costs').append(...providers.map(makeCost));
}

/**
 * @param {Result} kind
 * @param {Counts & { meaning: string }} options
 */
function makeTotal(kind, options) {
  return make(
    'div',
    { class: kind },
    make('dt', {}, options.meaning),
    make('dd', {}, toNumber(options[kind])),
  );
}

/** @param {PicturedProvider} provider */
function makeNotices({ id, status, errors, warnings }) {
  const what =
    status === 'failed'
      ? `${id}: the sweep failed. What it found until then is below.`
      : `${id}: not everything could be seen. What is missing is unknown, not out.`;
  return [
    ...(status === 'complete'
      ? []
      : [
          make(
            'div',
            { class: 'notice bad' },
            make('strong', {}, what),
            ...errors.map(error => make('p', {}, error)),
          ),
        ]),
    ...(warnings.length === 0
      ? []
      : [
          make(
            'details',
            { class: 'notice' },
            make(
              'summary',
              {},
              `${id}: ${toCount(warnings.length, { one: 'warning', many: 'warnings' })}`,
            ),
            ...warnings.map(warning => make('p', {}, warning)),
          ),
        ]),
  ];
}

/** @param {PicturedProvider} provider */
function makeCost({ id, host, cost, summary }) {
  return make(
    'article',
    {},
    make('h3', {}, `${id} (${host})`),
    make('ul', {}, ...cost.map(line => make('li', {}, line))),
    make('p', { class: 'quiet' }, summary),
  );
}
