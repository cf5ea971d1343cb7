import { type Html, html } from '../markup/html.ts';

export function guideSection(): Html {
  return html`<section>
    <h2>How to read this</h2>
    <div class="guide">
      <p>
        <b>Verdict.</b> A violated invariant fails the run whatever else happened. Then it is asked
        whether the load was what it should have been: if not, the run is invalid. Only then do
        missed objectives fail it. Inconclusive means that there was too little to judge by.
      </p>
      <p>
        <b>Hold and ramps.</b> Load rises during the ramp, is held, and ends. Only the hold is
        judged; ramps are shaded in the charts.
      </p>
      <p>
        <b>p50, p95, p99.</b> The response time that 50, 95 or 99 of 100 requests did not exceed.
        They come from histograms that are exact to 0.5 %, never from averages of percentiles.
      </p>
      <p>
        <b>Error budget and burn rate.</b> An objective of p95 lets 5 % of the answers be slower:
        that is its budget over the hold. A short window may spend it faster, up to the allowed
        part; how many times the budget it spends is its burn rate.
      </p>
      <p>
        <b>Refused, failed, indeterminate.</b> Refused is a definite no, such as a pitch that
        someone else was quicker to book. Failed is an error, or no answer. An indeterminate booking
        got no definite answer: it may exist or not, but never twice.
      </p>
      <p>
        <b>Planned and observed.</b> Visitors at once = sessions per second x session length
        (Little's law). A slow system shows as fewer page views than planned, since visitors wait.
      </p>
      <p>
        <b>Peak to average.</b> The busiest part's load over the mean of all: 1 is perfect balance;
        2 readers at 76 and 24 % give 1.52.
      </p>
      <p>
        <b>Charts.</b> The legend tells of the whole hold, or of the moment under the cursor, which
        is the same in all charts. Drag to zoom, double-click to see all again, click a name in the
        legend to hide its line. Times count from the start of load.
      </p>
    </div>
  </section>`;
}
