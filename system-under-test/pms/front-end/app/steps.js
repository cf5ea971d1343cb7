import { byId } from './dom.js';

const content = byId('content', HTMLElement);
const message = byId('message', HTMLElement);
export const offers = byId('offers', HTMLElement);
export const quoteBox = byId('quote', HTMLElement);
export const guest = byId('guest', HTMLFormElement);
export const confirmation = byId('confirmation', HTMLElement);

/** @param {string} text */
export function say(text) {
  message.textContent = text;
}

/**
 * Shows these parts of the page, and none of the other steps.
 * @param {...HTMLElement} parts
 */
export function showOnly(...parts) {
  for (const part of [offers, quoteBox, guest, confirmation]) part.hidden = !parts.includes(part);
}

/**
 * Runs `work` with the button disabled, and tells what came of it or went wrong.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string | undefined>} work
 */
export async function attempt(button, work) {
  button.disabled = true;
  content.ariaBusy = 'true';
  say('One moment…');
  try {
    say((await work()) ?? '');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  } finally {
    button.disabled = false;
    content.ariaBusy = 'false';
  }
}

/**
 * Does `work` instead of sending the form away.
 * @param {HTMLFormElement} form
 * @param {() => Promise<string | undefined>} work
 */
export function onSubmit(form, work) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.submitter instanceof HTMLButtonElement) void attempt(event.submitter, work);
  });
}
