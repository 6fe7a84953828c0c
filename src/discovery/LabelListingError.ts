/**
 * The list of the repositories with a label could not be read, so that nobody
 * knows which repositories are to be taken in.
 *
 * @internal
 */
export class LabelListingError extends Error {
  override readonly name = 'LabelListingError';

  constructor(options: { key: string; label: string; cause: Error }) {
    const { key, label, cause } = options;
    super(
      `${key} names the label '${label}', and which repositories have it could not be read: ${cause.message}. Nothing was changed. Check its spelling in the settings of a repository that has it; a label that no repository has is one that the server does not know`,
      { cause },
    );
  }
}
