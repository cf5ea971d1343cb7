/* global document, EventSource, ResizeObserver, setInterval, setTimeout, clearTimeout, requestAnimationFrame, drawChart, followTheme, patch */

/** Charts by id, as they are now; places of those that are drawn. */
const charts = new Map();
const drawn = new Map();
const run = { judged: [], phases: [], marks: [] };
const changed = new Set();
let sections = [];
let lastId = '';
let lostAt;
let isPlanned = false;
let saidStanding = '';

function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}.`);
  return found;
}

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const id = target.getAttribute('data-chart');
    if (drawn.get(id)?.place === target) drawn.get(id).plot.resize();
  }
});

/** Takes what a change says; it is drawn with the next frame, and not while the page is hidden. */
function take(change) {
  if (change.head !== undefined) showHead(change.head);
  if (change.run !== undefined) {
    for (const key of Object.keys(run)) delete run[key];
    Object.assign(run, change.run);
    for (const id of charts.keys()) changed.add(id);
  }
  for (const chart of change.charts ?? []) {
    charts.set(chart.id, chart);
    remove(chart.id);
    changed.add(chart.id);
  }
  for (const tail of change.tails ?? []) addTail(tail);
  if (change.order !== undefined)
    for (const id of charts.keys()) if (!change.order.includes(id)) forget(id);
  if (change.sections !== undefined) takeSections(change.sections);
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(draw);
}

function addTail({ id, from, x, values, held }) {
  const chart = charts.get(id);
  if (chart === undefined) return;
  chart.x.length = from;
  chart.x.push(...x);
  for (const [index, series] of chart.series.entries()) {
    if (series.values.length > from) series.values.length = from;
    series.values.push(...values[index]);
    if (series.held !== undefined) series.held = held[index];
  }
  changed.add(id);
}

function takeSections({ count, changed: texts }) {
  sections.length = count;
  for (const [index, text] of texts) sections[index] = text;
  patch(element('sections'), sections.join(''));
}

function draw() {
  isPlanned = false;
  for (const id of changed) drawOne(id);
  changed.clear();
  // Sections may have brought places for charts that were there already.
  for (const [id, { place }] of drawn) if (!place.isConnected) remove(id, true);
}

function drawOne(id) {
  const chart = charts.get(id);
  const place = document.querySelector(`[data-chart="${id}"]`);
  if (chart === undefined || place === null) return;
  const known = drawn.get(id);
  if (known !== undefined && known.place === place && known.hasPhases === run.phases.length > 0) {
    known.plot.update(chart);
    return;
  }
  remove(id);
  const plot = drawChart(place, chart, run);
  drawn.set(id, { place, plot, hasPhases: run.phases.length > 0 });
  observer.observe(place);
}

function remove(id, again = false) {
  const known = drawn.get(id);
  if (known === undefined) return;
  observer.unobserve(known.place);
  known.plot.remove();
  drawn.delete(id);
  if (again) drawOne(id);
}

function forget(id) {
  remove(id);
  charts.delete(id);
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

function open() {
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
    if (events.readyState === EventSource.CLOSED) reopening = setTimeout(open, 2000);
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
  if (!document.hidden) open();
  else events?.close();
});

followTheme(element('theme'), () => {
  for (const id of charts.keys()) {
    remove(id);
    drawOne(id);
  }
});
element('sections').textContent = '';
if (!document.hidden) open();
