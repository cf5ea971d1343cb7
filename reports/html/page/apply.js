/** What the live page shows before it was told anything. */
function nothingShown() {
  return {
    head: undefined,
    sections: [],
    run: { judged: [], phases: [], marks: [] },
    charts: new Map(),
  };
}

/**
 * Makes one picture the next; see reports/live/change.ts. `run` stays the same object, as charts hold on to it.
 * @returns ids of the charts that are new or of another kind, and of those that have other values
 */
function applyChange(shown, { head, sections, run, order, charts = [], tails = [] }) {
  const touched = new Set();
  if (head !== undefined) shown.head = head;
  if (sections !== undefined) {
    shown.sections.length = sections.count;
    for (const [index, text] of sections.changed) shown.sections[index] = text;
  }
  if (run !== undefined) {
    for (const key of Object.keys(shown.run)) delete shown.run[key];
    Object.assign(shown.run, run);
    for (const id of shown.charts.keys()) touched.add(id);
  }
  for (const chart of charts) shown.charts.set(chart.id, chart);
  for (const tail of tails) {
    addTail(shown.charts.get(tail.id), tail);
    touched.add(tail.id);
  }
  if (order !== undefined) shown.charts = new Map(order.map((id) => [id, shown.charts.get(id)]));
  return { renewed: charts.map(({ id }) => id), touched: [...touched] };
}

/** In place: three hours of values need not be copied for one more. */
function addTail(chart, { from, x, values, held }) {
  chart.x.length = from;
  chart.x.push(...x);
  for (const [index, series] of chart.series.entries()) {
    series.values.length = Math.min(series.values.length, from);
    series.values.push(...values[index]);
    if (series.held !== undefined) series.held = held[index];
  }
}

globalThis.nothingShown = nothingShown;
globalThis.applyChange = applyChange;
