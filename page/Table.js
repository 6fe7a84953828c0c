/** The table: as many rows as a page has, and buttons that order them. */
class Table {
  /** @type {readonly Column[]} */
  #columns;
  #body = make('tbody', { role: 'rowgroup' });
  /** @type {Map<string, HTMLTableCellElement>} */
  #headers = new Map();
  #host;

  /**
   * @param {{
   *   host: HTMLElement,
   *   columns: readonly Column[],
   *   onSort: (column: string) => void,
   * }} options
   */
  constructor({ host, columns, onSort }) {
    this.#host = host;
    this.#columns = columns;
    const row = make('tr', { role: 'row', 'aria-rowindex': '1' });
    for (const { id, title } of columns) {
      const button = make('button', { type: 'button' }, title);
      button.addEventListener('click', () => onSort(id));
      const header = make(
        'th',
        { scope: 'col', role: 'columnheader', class: id },
        button,
      );
      this.#headers.set(id, header);
      row.append(header);
    }
    host.append(make('thead', { role: 'rowgroup' }, row), this.#body);
  }

  /**
   * @param {readonly Row[]} rows
   * @param {{ order: Order, from: number, total: number }} options `from` and
   *   `total` say which of how many rows these are.
   */
  show(rows, { order, from, total }) {
    for (const [id, header] of this.#headers) {
      if (id === order.column) {
        header.setAttribute('aria-sort', order.direction);
      } else {
        header.removeAttribute('aria-sort');
      }
    }
    this.#host.setAttribute('aria-rowcount', String(total + 1));
    this.#body.replaceChildren(
      ...rows.map((row, index) => this.#makeRow(row, { at: from + index + 2 })),
    );
  }

  /**
   * @param {Row} row
   * @param {{ at: number }} options
   */
  #makeRow(row, { at }) {
    return make(
      'tr',
      { role: 'row', 'aria-rowindex': String(at) },
      ...this.#columns.map(({ id, title, toCell }) => {
        const attributes = { class: id, 'data-label': title };
        return id === 'repository'
          ? make(
              'th',
              { ...attributes, scope: 'row', role: 'rowheader' },
              ...toCell(row),
            )
          : make('td', { ...attributes, role: 'cell' }, ...toCell(row));
      }),
    );
  }
}
