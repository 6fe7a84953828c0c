import { readDocument } from './readDocument';

/** Reads the sections of the reference that are headed by an option. */
export function readReference(): { name: string; text: string }[] {
  return readDocument('docs/configuration.md')
    .split(/^##+ /m)
    .flatMap(section => {
      const [, name, text = ''] = /^`(.*)`\n([^]*)$/.exec(section) ?? [];
      return name === undefined ? [] : [{ name, text }];
    });
}
