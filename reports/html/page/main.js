/* global document, matchMedia, addEventListener, ResizeObserver, drawChart */

const { charts, ...run } = JSON.parse(element('data').textContent ?? '');
const root = document.documentElement;
const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
const places = new Map(
  charts
    .map((chart) => [chart, document.querySelector(`[data-chart="${chart.id}"]`)])
    .filter(([, place]) => place),
);
const drawn = new Map();

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}.`);
  return found;
}

function drawAll() {
  for (const [chart, place] of places) {
    drawn.get(place)?.remove();
    drawn.set(place, drawChart(place, chart, run));
  }
}

function isDark() {
  return (root.dataset.theme ?? (darkPreferred.matches ? 'dark' : 'light')) === 'dark';
}

function nameToggle() {
  toggle.textContent = isDark() ? 'Light' : 'Dark';
  toggle.setAttribute('aria-label', `Switch to the ${isDark() ? 'light' : 'dark'} theme`);
}

element('without-script').hidden = true;
const toggle = element('theme');
toggle.hidden = false;
toggle.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  nameToggle();
  drawAll();
});
darkPreferred.addEventListener('change', () => {
  nameToggle();
  drawAll();
});

// Paper is white, whatever the theme; canvases must be drawn anew for it.
addEventListener('beforeprint', () => {
  root.dataset.printing = '';
  drawAll();
});
addEventListener('afterprint', () => {
  delete root.dataset.printing;
  drawAll();
});

nameToggle();
drawAll();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.resize();
});
for (const place of places.values()) observer.observe(place);
