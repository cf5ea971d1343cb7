/* global document */

/**
 * Where each key leads to from the value at an index, of so many.
 * @type {Map<string, (at: number, count: number) => number>}
 */
const keySteps = new Map();
keySteps.set('ArrowLeft', (at) => at - 1);
keySteps.set('ArrowRight', (at) => at + 1);
keySteps.set('Home', () => 0);
keySteps.set('End', (_, count) => count - 1);

/**
 * Lets keys move the cursor of a plot. What they point at is said as well, since a canvas says nothing.
 * @returns {() => void} undoes it
 */
function followKeys(place, plot, label, sentenceAt) {
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', label);
  const onKey = (event) => {
    const x = plot.data[0];
    const next = keySteps.get(event.key)?.(plot.cursor.idx ?? x.length, x.length);
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), x.length - 1);
    plot.setCursor({ left: plot.valToPos(x[index], 'x'), top: plot.over.clientHeight / 2 });
    const said = document.getElementById('said');
    if (said !== null) said.textContent = sentenceAt(index);
  };
  place.addEventListener('keydown', onKey);
  return () => place.removeEventListener('keydown', onKey);
}

globalThis.followKeys = followKeys;
