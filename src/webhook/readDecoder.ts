import contentType from 'content-type';
import type { IncomingMessage } from 'node:http';
import { TextDecoder } from 'node:util';
import { Refusal } from './Refusal';

/**
 * Finds out how the bytes of a request become text, which has to be JSON as it
 * is.
 */
export function readDecoder({ headers }: IncomingMessage): TextDecoder {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw toRefusal(`it is encoded as ${encoding}`);
  }
  const { type, parameters } = parse(headers['content-type']);
  if (type !== 'application/json') {
    throw toRefusal(`it is of the type ${type}, not application/json`);
  }
  const charset = parameters.charset ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch (cause) {
    throw toRefusal(`its charset ${charset} is none`, cause);
  }
}

function parse(header: string | undefined): contentType.ParsedMediaType {
  if (header === undefined) {
    throw toRefusal('it has no Content-Type; application/json is wanted');
  }
  try {
    return contentType.parse(header);
  } catch (cause) {
    throw toRefusal('its Content-Type is none', cause);
  }
}

function toRefusal(message: string, cause?: unknown): Refusal {
  return new Refusal({ status: 415, message, cause });
}
