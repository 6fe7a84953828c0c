import { rooms } from '../../scripts/rooms';
import { readDocument } from './readDocument';
import { namesIn, readTable } from './readTable';

const listed = readTable(readDocument('docs/architecture.md'), 'room').map(
  ([room]) => namesIn(room)[0]?.replace('src/', '') ?? '',
);

describe('docs/architecture.md', () => {
  it('has every room of scripts/rooms.js', () => {
    expect([...listed].sort()).toEqual(Object.keys(rooms).sort());
  });

  it.each(Object.entries(rooms))(
    'has %s beneath the rooms from which it imports',
    (room, imports) => {
      const above = listed.slice(0, listed.indexOf(room));

      expect(above).toEqual(expect.arrayContaining([...imports]));
    },
  );
});
