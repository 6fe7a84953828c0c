/** The rows that are meant, in their order, a page at a time. */
class Explorer {
  #filters;
  #table;
  #pagers;
  /** All of them, in the order that was asked for. */
  #sorted;
  /** Those that are meant. */
  #selected;
  /** @type {Order} */
  #order = { column: '', direction: 'ascending' };
  #page = 0;

  /** @param {{ rows: readonly Row[], providers: readonly string[] }} options */
  constructor({ rows, providers }) {
    this.#sorted = rows;
    this.#selected = rows;
    this.#filters = new Filters({
      host: byId('filters'),
      rows,
      providers,
      onChange: () => this.#select(),
    });
    this.#table = new Table({
      host: byId('table'),
      columns: COLUMNS.filter(
        ({ id }) => id !== 'provider' || providers.length > 1,
      ),
      onSort: column => this.#sort(column),
    });
    this.#pagers = ['above', 'below'].map(
      place =>
        new Pager({
          host: byId(`pager-${place}`),
          label: `Pages, ${place} the table`,
          onTurn: step => this.#turn(step),
        }),
    );
    this.#sort('project');
  }

  /**
   * Shows this and nothing else, and goes there.
   *
   * @param {Partial<Choice>} choice
   */
  choose(choice) {
    this.#filters.choose(choice);
    const title = byId('repositories-title');
    title.focus();
    title.scrollIntoView();
  }

  /** @param {string} column */
  #sort(column) {
    const isTurned =
      column === this.#order.column && this.#order.direction === 'ascending';
    this.#order = { column, direction: isTurned ? 'descending' : 'ascending' };
    const { toKey } = COLUMNS.find(({ id }) => id === column) ?? {};
    if (toKey) {
      const { direction } = this.#order;
      this.#sorted = sortRows(this.#sorted, { toKey, direction });
      this.#select();
    }
  }

  #select() {
    this.#selected = selectRows(this.#sorted, this.#filters.choice);
    this.#page = 0;
    this.#show();
  }

  /** @param {-1 | 1} step */
  #turn(step) {
    this.#page += step;
    this.#show();
    byId('repositories-title').scrollIntoView();
  }

  #show() {
    const total = this.#selected.length;
    const from = this.#page * ROWS_OF_A_PAGE;
    const rows = this.#selected.slice(from, from + ROWS_OF_A_PAGE);
    this.#table.show(rows, { order: this.#order, from, total });
    const pages = Math.ceil(total / ROWS_OF_A_PAGE);
    this.#pagers.forEach(pager => pager.show({ page: this.#page, pages }));
    byId('shown').textContent = toShown(rows.length, {
      from,
      total,
      all: this.#sorted.length,
    });
    byId('nothing').hidden = total > 0;
    byId('table').hidden = total === 0;
  }
}

/**
 * Says which rows are shown, in words that change whenever they do.
 *
 * @param {number} count
 * @param {{ from: number, total: number, all: number }} options
 */
function toShown(count, { from, total, all }) {
  const rows =
    count < total
      ? `Rows ${toNumber(from + 1)} to ${toNumber(from + count)} of ${toNumber(total)}`
      : toCount(total, { one: 'row', many: 'rows' });
  return total < all ? `${rows}, out of ${toNumber(all)}` : rows;
}
