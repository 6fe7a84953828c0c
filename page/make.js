/**
 * Makes an element. What is given as text stays text, whatever it looks like.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(string | Node)} children
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * Makes text of a name, which does not turn what stands around it to the other
 * direction.
 *
 * @param {string} name
 */
function makeName(name) {
  return make('bdi', {}, name);
}

/**
 * Finds what page.html has.
 *
 * @param {string} id
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`The page has no #${id}`);
  }
  return element;
}
