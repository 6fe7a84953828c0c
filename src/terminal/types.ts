/**
 * Where text is written to.
 */
export interface TextSink {
  write(text: string): unknown;
}

/**
 * Where a command writes what was asked for, and where the rest.
 */
export interface CommandSinks {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}
