/**
 * Gives the rows of all providers, in the order in which they come.
 *
 * @param {Picture} picture
 * @returns {Row[]}
 */
function toRows(picture) {
  return picture.providers.flatMap((provider, index) =>
    provider.rows.map(row => {
      const { projectKey: project, repoSlug: repository = '' } = row;
      const { result, why = '', files, filesLeftOut = 0 } = row;
      const branches = files.map(({ branch = '' }) => branch);
      const branch = [...new Set(branches)].filter(Boolean).join(', ');
      return {
        projectId: `${index}/${project}`,
        provider: provider.id,
        project,
        repository,
        result,
        why,
        reason: toReason({ result, why }),
        branch,
        files,
        filesLeftOut,
        searched: [
          `${project}/${repository}`,
          why,
          branch,
          ...files.map(({ path }) => path),
        ]
          .join('\n')
          .toLowerCase(),
      };
    }),
  );
}

/**
 * Each failed request has words of its own: they are one reason together.
 *
 * @param {Pick<Row, 'result' | 'why'>} row
 */
function toReason({ result, why }) {
  return result === 'unknown' ? 'unknown: no clear answer' : why;
}
