/** So many rows are drawn, however many there are. */
const ROWS_OF_A_PAGE = 100;

/** Two buttons, and which page of how many is shown. */
class Pager {
  #at = make('span', {});
  #back = make('button', { type: 'button' }, 'Previous page');
  #on = make('button', { type: 'button' }, 'Next page');
  #nav;

  /**
   * @param {{
   *   host: HTMLElement,
   *   label: string,
   *   onTurn: (step: -1 | 1) => void,
   * }} options
   */
  constructor({ host, label, onTurn }) {
    this.#back.addEventListener('click', () => this.#turn(-1, { onTurn }));
    this.#on.addEventListener('click', () => this.#turn(1, { onTurn }));
    this.#nav = make(
      'nav',
      { class: 'pager', 'aria-label': label },
      this.#back,
      this.#at,
      this.#on,
    );
    host.append(this.#nav);
  }

  /** @param {{ page: number, pages: number }} position `page` counts from 0. */
  show({ page, pages }) {
    this.#nav.hidden = pages < 2;
    this.#at.textContent = `${toNumber(page + 1)} of ${toNumber(pages)}`;
    // Disabled buttons lose the focus of whoever has just pressed them.
    this.#back.setAttribute('aria-disabled', String(page === 0));
    this.#on.setAttribute('aria-disabled', String(page === pages - 1));
  }

  /**
   * @param {-1 | 1} step
   * @param {{ onTurn: (step: -1 | 1) => void }} options
   */
  #turn(step, { onTurn }) {
    const button = step === -1 ? this.#back : this.#on;
    if (button.getAttribute('aria-disabled') !== 'true') {
      onTurn(step);
    }
  }
}
