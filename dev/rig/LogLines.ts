import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * One line that was logged.
 */
export interface LogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  meta?: unknown;
}

/**
 * A logger that keeps its lines.
 */
export class LogLines implements LoggerService {
  readonly lines: LogLine[] = [];

  error(message: string, meta?: unknown): void {
    this.lines.push({ level: 'error', message, meta });
  }

  warn(message: string, meta?: unknown): void {
    this.lines.push({ level: 'warn', message, meta });
  }

  info(message: string, meta?: unknown): void {
    this.lines.push({ level: 'info', message, meta });
  }

  debug(message: string, meta?: unknown): void {
    this.lines.push({ level: 'debug', message, meta });
  }

  child(): LoggerService {
    return this;
  }

  /** The messages of one level. */
  at(level: LogLine['level']): string[] {
    return this.lines
      .filter(line => line.level === level)
      .map(({ message }) => message);
  }
}
