import { html } from '../markup/html.ts';
import type { Section } from './section.ts';

export const guide: Section = {
  markup: () =>
    html`<section>
      <h2>How to read this</h2>
      <div class="guide">
        <p>
          <b>Verdict.</b> A violated invariant fails the run, whatever else happened. Otherwise a
          run whose load was not what it should have been is invalid. Only then does a missed
          objective fail it. Inconclusive means that there is not enough evidence.
        </p>
        <p>
          <b>Phases.</b> Load rises during a ramp, and stays as it is during a hold or step. Only
          holds and steps are judged, each by itself; all else is shaded in the charts.
        </p>
        <p>
          <b>p50, p95, p99.</b> The response time that 50, 95 or 99 of 100 requests did not exceed.
          They are computed from histograms, exact to 0.5 %, and never averaged.
        </p>
        <p>
          <b>Error budget and burn rate.</b> An objective for p95 lets 5 % of the answers be slower:
          that is its error budget. A short window may use it up faster, within a limit. The burn
          rate is how many times the budget a window used.
        </p>
        <p>
          <b>Refused, failed, indeterminate.</b> Refused is a definite no, such as a pitch that
          somebody else booked first. Failed is an error, or no answer. An indeterminate booking got
          no definite answer: it may exist or not, but never twice.
        </p>
        <p>
          <b>Planned and observed.</b> Concurrent visitors = sessions per second × session length
          (Little's law). A slow system gets fewer page views than planned, since visitors wait.
        </p>
        <p>
          <b>Peak to average.</b> The load of the busiest one over the mean of all: 1 is perfect
          balance; two readers at 76 % and 24 % give 1.52.
        </p>
        <p>
          <b>Charts.</b> The legend shows the judged phases as a whole, or the moment under the
          cursor, which is the same in all charts. Drag to zoom, double-click to zoom out, click a
          name in the legend to hide its line. Times count from the start of load. A numbered line
          is where something became of a part of the system; the list of parts says what.
        </p>
      </div>
    </section>`,
};
