const longestShown = 120;

/** Shows a text in an error; never call it with what may hold a credential. */
export function toShownText(text: string): string {
  if (text === '') {
    return 'empty';
  }
  return text.length > longestShown
    ? `'${text.slice(0, longestShown)}…'`
    : `'${text}'`;
}
