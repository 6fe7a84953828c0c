/** The controls above the table, which say what rows are meant. */
class Filters {
  /** @type {Record<keyof Choice, HTMLInputElement | HTMLSelectElement>} */
  #controls;
  #onChange;

  /**
   * @param {{
   *   host: HTMLElement,
   *   rows: readonly Row[],
   *   providers: readonly string[],
   *   onChange: () => void,
   * }} options
   */
  constructor({ host, rows, providers, onChange }) {
    this.#onChange = onChange;
    this.#controls = {
      text: make('input', {
        ...{ type: 'search', id: 'text', autocomplete: 'off' },
        ...{ spellcheck: 'false', placeholder: 'Name, reason, branch or file' },
      }),
      result: makeSelect('result', toResultOptions(rows)),
      provider: makeSelect('provider', toOptions(providers)),
      projectId: makeSelect('projectId', toProjectOptions(rows, { providers })),
      reason: makeSelect('reason', toReasonOptions(rows)),
    };
    const reset = make('button', { type: 'button' }, 'Show all');
    reset.addEventListener('click', () => this.choose({}));
    host.append(
      makeField('Search', this.#controls.text),
      makeField('In or out', this.#controls.result),
      makeField('Why not', this.#controls.reason),
      ...(providers.length > 1
        ? [makeField('Provider', this.#controls.provider)]
        : []),
      makeField('Project', this.#controls.projectId),
      reset,
    );
    host.addEventListener('input', onChange);
  }

  /** @returns {Choice} */
  get choice() {
    const { text, result, provider, projectId, reason } = this.#controls;
    return {
      text: text.value,
      result: result.value,
      provider: provider.value,
      projectId: projectId.value,
      reason: reason.value,
    };
  }

  /**
   * Chooses this and nothing else.
   *
   * @param {Partial<Choice>} choice
   */
  choose(choice) {
    const { text, result, provider, projectId, reason } = this.#controls;
    text.value = choice.text ?? '';
    result.value = choice.result ?? '';
    provider.value = choice.provider ?? '';
    projectId.value = choice.projectId ?? '';
    reason.value = choice.reason ?? '';
    this.#onChange();
  }
}

/**
 * @param {string} title
 * @param {HTMLElement} control
 */
function makeField(title, control) {
  const label = make('label', { for: control.id }, title);
  return make('div', { class: `field ${control.id}` }, label, control);
}

/**
 * @param {string} id
 * @param {readonly { value: string, label: string }[]} options
 */
function makeSelect(id, options) {
  return make(
    'select',
    { id },
    make('option', { value: '' }, 'All'),
    ...options.map(({ value, label }) => make('option', { value }, label)),
  );
}

/** @param {readonly string[]} values */
function toOptions(values) {
  return values.map(value => ({ value, label: value }));
}

/** @param {readonly Row[]} rows */
function toResultOptions(rows) {
  /** @type {Result[]} */
  const results = ['in', 'out', 'unknown'];
  return results.map(value => {
    const count = rows.filter(({ result }) => result === value).length;
    return { value, label: `${value} (${toNumber(count)})` };
  });
}

/**
 * @param {readonly Row[]} rows
 * @param {{ providers: readonly string[] }} options
 */
function toProjectOptions(rows, { providers }) {
  const labels = new Map(
    rows.map(row => [
      row.projectId,
      toProjectLabel(row, { providers: providers.length }),
    ]),
  );
  return [...labels].map(([value, label]) => ({ value, label }));
}

/** @param {readonly Row[]} rows */
function toReasonOptions(rows) {
  return countReasons(rows).map(count => ({
    value: count.reason,
    label: `${count.reason} (${toReasonWords(count)})`,
  }));
}
