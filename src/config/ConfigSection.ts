import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { toDurationMs } from './toDurationMs';
import { toShownValue } from './toShownValue';

/**
 * What a {@link ConfigSection} is made of.
 *
 * @internal
 */
export interface ConfigSectionOptions {
  readonly config: Config;
  /** Where the section stands, from the root of app-config on. */
  readonly key: string;
}

/**
 * The limits of a number in app-config, both of them allowed values.
 *
 * @internal
 */
export interface NumberLimits {
  readonly minimum: number;
  /** Unlimited by default. */
  readonly maximum?: number;
  /** Refuses fractions; off by default. */
  readonly integer?: boolean;
}

/**
 * Reads one object of app-config, with errors that name the whole key, what
 * was found there, and what is wanted.
 *
 * @remarks
 * A boolean and a number may be written as a string, since that is how an
 * environment variable arrives. A string is never made of anything else. A
 * null is an absent key: that is how Backstage lets one file take back what
 * another has set.
 *
 * @internal
 */
export class ConfigSection {
  readonly config: Config;
  readonly key: string;

  constructor(options: ConfigSectionOptions) {
    this.config = options.config;
    this.key = options.key;
  }

  keyOf(name: string): string {
    return `${this.key}.${name}`;
  }

  names(): string[] {
    return this.config.keys();
  }

  readValue(name: string): unknown {
    return this.config.getOptional(name);
  }

  readString(name: string): string | undefined {
    const value = this.readValue(name);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'number' || typeof value === 'boolean') {
      throw this.toError(name, 'put it in quotes to make it a string');
    }
    if (typeof value !== 'string') {
      throw this.toError(name, 'a string is wanted');
    }
    if (value.trim() === '') {
      throw this.toError(name, 'give it a value, or leave the key out');
    }
    return value;
  }

  /** A list of strings; one alone may be written without the list. */
  readStrings(name: string): string[] | undefined {
    const value = this.readValue(name);
    if (!Array.isArray(value)) {
      const only = this.readString(name);
      return only === undefined ? undefined : [only];
    }
    value.forEach((each: unknown, index) => {
      if (typeof each !== 'string' || each.trim() === '') {
        throw new InputError(
          `${this.keyOf(name)}[${index}] is ${toShownValue(each)}; a string is wanted, in quotes`,
        );
      }
    });
    return value as string[];
  }

  readBoolean(name: string): boolean | undefined {
    try {
      return this.config.getOptionalBoolean(name);
    } catch (error) {
      throw this.toError(name, 'true or false is wanted', error);
    }
  }

  readNumber(name: string, limits: NumberLimits): number | undefined {
    const { minimum, maximum = Infinity, integer } = limits;
    const value = this.readValue(name);
    if (value === undefined) {
      return undefined;
    }
    const isText = typeof value === 'string' && value.trim() !== '';
    const number = isText ? Number(value) : value;
    if (
      typeof number !== 'number' ||
      !Number.isFinite(number) ||
      number < minimum ||
      number > maximum ||
      (integer && !Number.isInteger(number))
    ) {
      const kind = integer ? 'a whole number' : 'a number';
      const range = Number.isFinite(maximum)
        ? `from ${minimum} to ${maximum}`
        : `of ${minimum} or more`;
      throw this.toError(name, `${kind} ${range} is wanted`);
    }
    return number;
  }

  /** A duration above zero, in milliseconds. */
  readDurationMs(name: string): number | undefined {
    if (this.readValue(name) === undefined) {
      return undefined;
    }
    const advice = 'a duration above zero is wanted, such as { minutes: 30 }';
    let durationMs: number;
    try {
      durationMs = toDurationMs(
        readDurationFromConfig(this.config, { key: name }),
      );
    } catch (error) {
      throw this.toError(name, advice, error);
    }
    if (durationMs <= 0) {
      throw this.toError(name, advice);
    }
    return durationMs;
  }

  readSection(name: string): ConfigSection | undefined {
    const value = this.readValue(name);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw this.toError(name, 'an object is wanted');
    }
    return new ConfigSection({
      config: this.config.getConfig(name),
      key: this.keyOf(name),
    });
  }

  /** Makes the error for a key of this section: what stands there, and what to do. */
  toError(name: string, advice: string, cause?: unknown): InputError {
    const shown = toShownValue(this.readValue(name));
    return new InputError(`${this.keyOf(name)} is ${shown}; ${advice}`, cause);
  }
}
