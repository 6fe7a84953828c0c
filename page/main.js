/** Draws the page, from the picture that lies in it. */
function main() {
  /** @type {Picture} */
  const picture = JSON.parse(byId('picture').textContent ?? '');
  const rows = toRows(picture);
  const providers = picture.providers.map(({ id }) => id);
  drawOverview(picture, { rows });
  const explorer = new Explorer({ rows, providers });
  drawProjects(rows, { explorer, providers });
  drawReasons(rows, { explorer });
}

/**
 * @param {readonly Row[]} rows
 * @param {{ explorer: Explorer, providers: readonly string[] }} options
 */
function drawProjects(rows, { explorer, providers }) {
  const projects = countProjects(rows);
  drawBars(byId('projects'), {
    all: `Show all ${toNumber(projects.length)} projects`,
    bars: projects.map(counts => ({
      label: toProjectLabel(counts, { providers: providers.length }),
      value: `${toNumber(counts.in)} of ${toNumber(toTotal(counts))}`,
      shares: toShares(counts),
      onChoose: () => explorer.choose({ projectId: counts.projectId }),
    })),
  });
}

/**
 * @param {readonly Row[]} rows
 * @param {{ explorer: Explorer }} options
 */
function drawReasons(rows, { explorer }) {
  const reasons = countReasons(rows);
  const most = Math.max(...reasons.map(toSize));
  drawBars(byId('reasons'), {
    all: `Show all ${toNumber(reasons.length)} reasons`,
    bars: reasons.map(count => ({
      label: count.reason,
      value: toReasonWords(count),
      shares: [{ kind: 'out', share: toSize(count) / most }],
      onChoose: () => explorer.choose({ reason: count.reason }),
    })),
  });
}

/** @param {ReasonCount} count */
function toSize({ repositories, projects }) {
  return repositories + projects;
}

main();
