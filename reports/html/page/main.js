/* global document, ResizeObserver, drawChart, followTheme */

const { charts, ...run } = JSON.parse(element('data').textContent ?? '');
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

element('without-script').hidden = true;
followTheme(element('theme'), drawAll);
drawAll();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.resize();
});
for (const place of places.values()) observer.observe(place);
