/** So many are shown before somebody asks for all of them. */
const BARS_AT_FIRST = 10;

/**
 * Draws bars as a list: what each is of, the bar, and its value in words.
 *
 * @param {HTMLElement} host
 * @param {{ bars: readonly Bar[], all: string }} options `all` names what the
 *   list has when it is whole.
 */
function drawBars(host, { bars, all }) {
  const list = make('ul', { class: 'bars', role: 'list' });
  list.append(...bars.slice(0, BARS_AT_FIRST).map(makeBar));
  host.replaceChildren(list);
  if (bars.length > BARS_AT_FIRST) {
    const more = make('button', { type: 'button', class: 'plain' }, all);
    more.addEventListener('click', () => {
      const rest = bars.slice(BARS_AT_FIRST).map(makeBar);
      list.append(...rest);
      more.remove();
      rest[0]?.querySelector('button')?.focus();
    });
    host.append(more);
  }
}

/** @param {Bar} bar */
function makeBar({ label, value, shares, onChoose }) {
  const name = make('button', { type: 'button' }, makeName(label));
  name.addEventListener('click', onChoose);
  const share = make('span', { class: 'share', 'aria-hidden': 'true' });
  drawShare(share, shares);
  return make(
    'li',
    {},
    name,
    make('span', { class: 'value' }, value),
    share,
  );
}
