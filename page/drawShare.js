/**
 * Draws parts of a whole side by side. Somebody else has to say them.
 *
 * @param {HTMLElement} host
 * @param {Bar['shares']} shares
 */
function drawShare(host, shares) {
  for (const { kind, share } of shares) {
    const part = make('span', { class: kind });
    part.style.inlineSize = `${share * 100}%`;
    host.append(part);
  }
}

/**
 * @param {Counts} counts
 * @returns {Bar['shares']}
 */
function toShares(counts) {
  const total = toTotal(counts);
  /** @type {Result[]} */
  const kinds = ['in', 'unknown', 'out'];
  return kinds.map(kind => ({ kind, share: total && counts[kind] / total }));
}
