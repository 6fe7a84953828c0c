/** So much of each end of a message says what was asked, and what was wrong with it. */
const MAX_END = 300;

/**
 * Does something with a database, and shortens what its error says. The message
 * of knex is the statement, with all its values, and the reason behind it.
 * Hundreds of rows may go into one statement, and whole entities into a row.
 */
export async function withShortErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // A driver's may be no Error of this realm.
    const error = cause as Partial<Error> | undefined;
    const message = String(error?.message ?? '');
    if (error && message.length > 2 * MAX_END) {
      error.message = `${message.slice(0, MAX_END)} ... ${message.slice(-MAX_END)}`;
    }
    throw cause;
  }
}
