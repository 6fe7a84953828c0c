import { z } from 'zod';
import { describeShape } from './schemas';

const schema = z.object({ rows: z.array(z.object({ key: z.string() })) });

describe('describeShape', () => {
  it.each([
    ['a part', { rows: [{ key: 'A' }, { key: 7 }] }, {}, 'rows.1.key: Invalid'],
    ['the whole', [], {}, 'Invalid'],
    ['what lies deeper', [], { under: ['values', 3] }, 'values.3: Invalid'],
  ])('says what is wrong with %s', (_, value, options, words) => {
    const { error } = schema.safeParse(value);
    expect(describeShape(error!, options)).toMatch(
      new RegExp(`^${words} input: `),
    );
  });
});
