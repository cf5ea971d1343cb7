// What every page of the reception is made of.

import { byId } from '../dom.js';

const view = byId('view', HTMLElement);
const message = byId('message', HTMLElement);

/** @param {string} text */
export function tell(text) {
  message.textContent = text;
}

/** @param {(Node | string)[]} parts */
export function show(...parts) {
  view.replaceChildren(...parts);
  view.focus();
}

/** What it refuses is told. @param {() => Promise<void>} act */
export async function attempt(act) {
  tell('');
  try {
    await act();
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
  }
}

/** What stands in a form's fields. @param {HTMLFormElement} form */
export function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') fields.set(name, value);
  return fields;
}

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} title @param {string[]} heads @param {(Node | string)[][]} rows */
export function table(title, heads, rows) {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell))));
  const caption = element('caption', {}, `${title} (${rows.length})`);
  return element('table', {}, caption, element('thead', {}, head), element('tbody', {}, ...body));
}

/** @param {string} label @param {() => Promise<void>} act */
export function button(label, act) {
  const made = element('button', { type: 'button' }, label);
  made.addEventListener('click', () => void attempt(act));
  return made;
}

/** @param {string} label @param {Record<string, string>} attributes */
export function field(label, attributes) {
  return element('label', {}, `${label} `, element('input', attributes));
}

/**
 * A form that does something with what stands in its fields.
 *
 * @param {string} label @param {string} verb @param {HTMLElement[]} parts
 * @param {(fields: URLSearchParams) => Promise<void>} act
 */
export function form(label, verb, parts, act) {
  const made = document.createElement('form');
  made.className = 'row';
  made.setAttribute('aria-label', label);
  made.append(...parts, element('button', {}, verb));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(() => act(fieldsOf(made)));
  });
  return made;
}
