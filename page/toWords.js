/** @param {number} value */
function toNumber(value) {
  return value.toLocaleString('en-US');
}

/**
 * @param {number} count
 * @param {{ one: string, many: string }} noun
 */
function toCount(count, { one, many }) {
  return `${toNumber(count)} ${count === 1 ? one : many}`;
}

/** @param {ReasonCount} count */
function toReasonWords({ repositories, projects }) {
  return [
    ...(repositories > 0 ? [toNumber(repositories)] : []),
    ...(projects > 0
      ? [toCount(projects, { one: 'project', many: 'projects' })]
      : []),
  ].join(' and ');
}

/**
 * A project's key, with its provider where there are several.
 *
 * @param {Pick<Row, 'project' | 'provider'>} row
 * @param {{ providers: number }} options
 */
function toProjectLabel({ project, provider }, { providers }) {
  return providers > 1 ? `${project} (${provider})` : project;
}
