export interface TextSink {
  write(text: string): unknown;
}

export interface CommandSinks {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}

/** The process of a command, as far as the command sees it. */
export interface CommandProcess {
  /** Somebody is asked there, if it is a terminal. */
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Gets what was asked for, and nothing else. */
  readonly stdout: NodeJS.WritableStream;
  /** Gets errors, warnings, questions and the progress bar. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the command; the exit code is then 130. */
  readonly interruption: AbortController;
}
