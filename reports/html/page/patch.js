/* global document */

/**
 * Makes the children of `place` what `markup` says by changing only what differs, so that focus, selection and how far a
 * table is scrolled stay as they are. What a script has put into a chart's place stays as well.
 */
function patch(place, markup) {
  const wanted = document.createElement('template');
  wanted.innerHTML = markup;
  patchChildren(place, wanted.content);
}

function patchChildren(have, want) {
  const wanted = [...want.childNodes];
  for (const [index, next] of wanted.entries()) {
    const now = have.childNodes[index];
    if (now === undefined) have.append(next);
    else if (isAlike(now, next)) patchNode(now, next);
    else now.replaceWith(next);
  }
  while (have.childNodes.length > wanted.length) have.lastChild.remove();
}

function isAlike(now, next) {
  return (
    now.nodeName === next.nodeName &&
    now.dataset?.chart === next.dataset?.chart &&
    now.id === next.id
  );
}

function patchNode(now, next) {
  if (now.nodeType === 3) {
    if (now.data !== next.data) now.data = next.data;
    return;
  }
  if (now.nodeType !== 1 || now.dataset.chart !== undefined) return;
  for (const name of Array.from(now.attributes, (one) => one.name))
    // Whoever has unfolded something wants it so.
    if (!next.hasAttribute(name) && name !== 'open') now.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  patchChildren(now, next);
}

globalThis.patch = patch;
