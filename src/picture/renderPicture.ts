import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Picture } from './types';

/** Beside `src`, and in the published package beside `dist`. */
const PAGE_FOLDER = path.resolve(__dirname, '../../page');
/** It calls what the others declare. */
const LAST = 'main.js';

/**
 * Renders a picture as one HTML page, which asks for nothing. Names come from a
 * server. They stand in a block of JSON alone, which is nothing that a browser
 * runs, and the script makes text of them. Whatever else would be a script or a
 * style is refused by the page's own policy.
 */
export function renderPicture(picture: Picture): string {
  const script = readParts('.js');
  const style = readParts('.css');
  const parts: Readonly<Record<string, string>> = {
    script,
    style,
    scriptHash: toSource(script),
    styleHash: toSource(style),
    picture: toBlock(picture),
  };
  // In one go, so that no name is taken for a place.
  return readPart('page.html').replace(
    /\{\{(\w+)\}\}/g,
    (place, name: string) => parts[name] ?? place,
  );
}

/** One behind the other: they see one another, as those of one page do. */
function readParts(extension: '.js' | '.css'): string {
  return readdirSync(PAGE_FOLDER)
    .filter(name => name.endsWith(extension))
    .sort((one, other) => Number(one === LAST) - Number(other === LAST))
    .map(readPart)
    .join('\n');
}

/** With the line ends that a browser sees, whatever the checkout has. */
function readPart(name: string): string {
  return readFileSync(path.join(PAGE_FOLDER, name), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
}

/** As a Content-Security-Policy names what may run. */
function toSource(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}

/** Without `<` nothing in it can end the block, or begin a comment. */
function toBlock(picture: Picture): string {
  return JSON.stringify(picture).replaceAll('<', '\\u003c');
}
