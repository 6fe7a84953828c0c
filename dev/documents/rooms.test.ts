import { rooms } from '../../scripts/rooms';
import { readDocument } from './readDocument';

const rows = [
  ...readDocument('docs/architecture.md').matchAll(
    /^\| `src\/(\w+)` \| [^|]+ \| ([^|]+) \|$/gm,
  ),
].map(
  ([, room = '', imports = '']) =>
    [room, imports === 'nothing' ? [] : imports.replaceAll('`', '').split(', ')] as const,
);

describe('docs/architecture.md', () => {
  it('has the rooms, and what each may import, of scripts/rooms.js', () => {
    expect(Object.fromEntries(rows)).toEqual(rooms);
  });
});
