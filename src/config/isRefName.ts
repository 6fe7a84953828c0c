/** What git allows nowhere in the name of a ref. */
const forbidden =
  /[\s\p{Cc}\p{Cs}~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/u;

/**
 * Whether git takes a text for the name of a branch or another ref.
 *
 * @internal
 */
export function isRefName(text: string): boolean {
  return text !== '' && !forbidden.test(text);
}
