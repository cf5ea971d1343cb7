/* global document, EventSource, ResizeObserver, setInterval, setTimeout, clearTimeout, requestAnimationFrame, drawChart, followTheme, patch, nothingShown, applyChange */

const shown = nothingShown();
/** Charts that are drawn, and where, by id. */
const plots = new Map();
/** Charts that are to be plots with the next frame. */
const due = new Set();
let lastId = '';
let lostAt;
let isPlanned = false;
let saidStanding = '';

function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}.`);
  return found;
}

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const id = target.getAttribute('data-chart');
    if (plots.get(id)?.place === target) plots.get(id).plot.resize();
  }
});

/** Takes what a change says; charts are plots with the next frame, which a hidden page has none of. */
function take(change) {
  const { renewed, touched } = applyChange(shown, change);
  if (change.head !== undefined) showHead(change.head);
  if (change.sections !== undefined) patch(element('sections'), shown.sections.join(''));
  for (const id of renewed) remove(id);
  for (const id of plots.keys()) if (!shown.charts.has(id)) remove(id);
  for (const id of [...renewed, ...touched]) due.add(id);
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(draw);
}

function draw() {
  isPlanned = false;
  for (const id of due) drawOne(id);
  due.clear();
  // Sections may have brought other places for charts that were there already.
  for (const [id, { place }] of plots) {
    if (place.isConnected) continue;
    remove(id);
    drawOne(id);
  }
}

function drawOne(id) {
  const chart = shown.charts.get(id);
  const place = document.querySelector(`[data-chart="${id}"]`);
  if (chart === undefined || place === null) return;
  const hasPhases = shown.run.phases.length > 0;
  const known = plots.get(id);
  if (known !== undefined && known.place === place && known.hasPhases === hasPhases) {
    known.plot.update(chart);
    return;
  }
  remove(id);
  plots.set(id, { place, plot: drawChart(place, chart, shown.run), hasPhases });
  widths.observe(place);
}

function remove(id) {
  const known = plots.get(id);
  if (known === undefined) return;
  widths.unobserve(known.place);
  known.plot.remove();
  plots.delete(id);
}

function showHead({ standing, state, title, heading }) {
  document.title = title;
  element('heading').textContent = heading;
  element('standing').dataset.standing = standing;
  element('state').textContent = state;
  if (standing === saidStanding) return;
  // Said aloud when it changes, and not every second.
  saidStanding = standing;
  element('said').textContent = state;
}

/** One stream for everything, as a browser opens no more than six to a place; none while the page is hidden. */
let events;
let reopening;

function openStream() {
  clearTimeout(reopening);
  events?.close();
  events = new EventSource(`/events?after=${encodeURIComponent(lastId)}`);
  events.addEventListener('open', () => connected(true));
  events.addEventListener('change', (event) => {
    lastId = event.lastEventId;
    connected(true);
    take(JSON.parse(event.data));
  });
  events.addEventListener('trouble', (event) => {
    element('connection').textContent = JSON.parse(event.data);
  });
  events.addEventListener('error', () => {
    connected(false);
    // A browser tries again by itself, unless what answered was no stream.
    if (events.readyState === EventSource.CLOSED) reopening = setTimeout(openStream, 2000);
  });
}

function connected(isSo) {
  if (isSo) {
    lostAt = undefined;
    element('connection').textContent = '';
  } else lostAt ??= Date.now();
  document.documentElement.toggleAttribute('data-lost', !isSo);
}

setInterval(() => {
  if (lostAt === undefined) return;
  const seconds = Math.round((Date.now() - lostAt) / 1000);
  const text = `"bilancia watch" has not answered for ${seconds} s; the page shows what it saw last, and goes on by itself.`;
  element('connection').textContent = text;
}, 1000);

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) openStream();
  else events?.close();
});

followTheme(element('theme'), () => {
  for (const id of shown.charts.keys()) {
    remove(id);
    drawOne(id);
  }
});
element('sections').textContent = '';
if (!document.hidden) openStream();
