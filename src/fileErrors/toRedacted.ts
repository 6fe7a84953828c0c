/**
 * Blots out what an address in a text could hold of credentials: user info,
 * and everything in a query but `at`.
 */
export function toRedacted(text: string): string {
  return text
    .replace(/\/\/[^\s/?#]*@/g, '//***@')
    .replace(/\S+/g, toRedactedWord);
}

/** The first part is no query, and what is no address has none. */
function toRedactedWord(word: string): string {
  const [address = '', ...queries] = word.split('?');
  return address.includes('://')
    ? [address, ...queries.map(toRedactedQuery)].join('?')
    : word;
}

function toRedactedQuery(query: string): string {
  return query.split('&').map(toRedactedParameter).join('&');
}

function toRedactedParameter(parameter: string): string {
  if (parameter === '' || parameter.startsWith('at=')) {
    return parameter;
  }
  const valueAt = parameter.indexOf('=') + 1;
  return `${parameter.slice(0, valueAt)}***`;
}
