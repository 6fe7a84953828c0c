import { providerOptions } from '../../src/config/options';
import { readOptions } from './readOptions';
import { readReference } from './readReference';

const ofProvider = readOptions('option of a provider');
const scheduleKeys = Object.keys(providerOptions.shape.schedule.unwrap().shape);

describe('docs/configuration.md', () => {
  const reference = readReference();
  const described = reference.filter(({ name }) => ofProvider.has(name));

  it('has a section for every option of a provider', () => {
    const names = [...ofProvider.keys()].filter(
      name => !name.startsWith('schedule.'),
    );

    expect(described.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it.each(described)(
    'says of $name what the README says, and what it costs',
    ({ name, text }) => {
      expect(text).toContain(`\n- Default: ${ofProvider.get(name)?.value}\n`);
      expect(text).toMatch(/^- Requests: /m);
    },
  );

  it.each(scheduleKeys)('says of %s what the README says', name => {
    const value = ofProvider.get(`schedule.${name}`)?.value;
    const row = `\n| \`${name}\` | ${value} |`;
    const section = reference.find(each => each.name === 'schedule');

    expect(section?.text).toContain(row);
  });
});
