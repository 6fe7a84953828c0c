/**
 * Decodes what is percent-encoded; leaves a text as it is that cannot be
 * decoded.
 */
export function toDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
