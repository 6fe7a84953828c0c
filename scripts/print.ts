/** Prints what a check does next. */
export function heading(text: string): void {
  console.log(`\n${text}`);
}

/** Prints what a check has found to be so. */
export function fact(text: string): void {
  console.log(`  ok    ${text}`);
}
