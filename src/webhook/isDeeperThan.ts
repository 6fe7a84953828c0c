/**
 * Whether the brackets of a JSON text are nested deeper than this.
 *
 * @remarks
 * It is asked before the text is parsed, in one pass and without recursion:
 * whatever walks through a value of a million levels later on, such as
 * `JSON.stringify`, takes seconds or overflows the stack.
 */
export function isDeeperThan(
  levels: number,
  { json }: { json: string },
): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString) {
      if (character === '\\') {
        at += 1;
      } else if (character === '"') {
        isInString = false;
      }
    } else if (character === '"') {
      isInString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > levels) {
        return true;
      }
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return false;
}
