/**
 * Names that would be markup, or the end of a block, if they were not text.
 */
export const HOSTILE_NAMES = [
  '</script><script>globalThis.wasRun=1</script>',
  '<img src=x onerror="globalThis.wasRun=1">',
  '<!--<script>globalThis.wasRun=1',
  '"\'><svg onload=globalThis.wasRun=1>',
  '${globalThis.wasRun=1}`{{script}}$&',
  '\u2028globalThis.wasRun=1\u2029',
  '\u202egpj.exe\u200f',
];
