/**
 * Counts repositories; a row of a whole project is none.
 *
 * @param {readonly Row[]} rows
 * @returns {Counts}
 */
function countResults(rows) {
  const counts = { in: 0, out: 0, unknown: 0 };
  for (const { repository, result } of rows) {
    counts[result] += repository ? 1 : 0;
  }
  return counts;
}

/** @param {Counts} counts */
function toTotal(counts) {
  return counts.in + counts.out + counts.unknown;
}

/**
 * Counts the repositories of each project, those with most of them first.
 *
 * @param {readonly Row[]} rows
 * @returns {ProjectCounts[]}
 */
function countProjects(rows) {
  /** @type {Map<string, ProjectCounts>} */
  const counted = new Map();
  for (const { projectId, project, provider, repository, result } of rows) {
    if (repository) {
      const counts = counted.get(projectId) ?? {
        ...{ projectId, project, provider },
        ...{ in: 0, out: 0, unknown: 0 },
      };
      counts[result] += 1;
      counted.set(projectId, counts);
    }
  }
  return [...counted.values()].sort(
    (one, other) => toTotal(other) - toTotal(one),
  );
}

/**
 * Counts what each reason keeps out, the most frequent first.
 *
 * @param {readonly Row[]} rows
 * @returns {ReasonCount[]}
 */
function countReasons(rows) {
  /** @type {Map<string, ReasonCount>} */
  const counted = new Map();
  for (const { reason, repository } of rows) {
    if (reason) {
      const count = counted.get(reason) ?? {
        ...{ reason, repositories: 0, projects: 0 },
      };
      count[repository ? 'repositories' : 'projects'] += 1;
      counted.set(reason, count);
    }
  }
  return [...counted.values()].sort(
    (one, other) =>
      other.repositories - one.repositories || other.projects - one.projects,
  );
}
