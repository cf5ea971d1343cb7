import type { Outcome } from '../../../core/outcome.ts';
import type { Seen } from './seen.ts';

/** A kind of script, and what a person would expect of it. */
export interface Kind {
  /** File in `scripts/`. */
  readonly script: string;
  /** `refused`: k6 does not play it, and there is nothing to judge. */
  readonly outcome: Outcome | 'refused';
  /** A sentence of the verdict, or of the refusal. */
  readonly says: RegExp;
  /** Plays by the clock: how often things happen differs from play to play, if only little where visitors mostly think. */
  readonly isTimed?: true;
  readonly environment?: Readonly<Record<string, string>>;
  /** Of users who have k6 do otherwise than we need it to. */
  readonly environmentOfOurs?: Readonly<Record<string, string>>;
  /** Where what we say is not what k6 says, for a reason. */
  readonly except?: readonly (keyof Seen)[];
}

const tooFew = /^Too few answers to judge reads: p99 of .+ \(\d+ answers?, at least 100 needed\)/;
const allFailed = (name: string): RegExp =>
  new RegExp(`^Every request failed of .*${name} \\((\\d+) of \\1, `);

/** Without thresholds and with less than a hundred requests there is not enough to pass by. */
export const kinds: readonly Kind[] = [
  // How load is made.
  { script: 'no-options.js', outcome: 'inconclusive', says: /there is too little to judge by/ },
  { script: 'shared-iterations.js', outcome: 'inconclusive', says: tooFew },
  { script: 'per-vu-iterations.js', outcome: 'inconclusive', says: tooFew },
  { script: 'constant-vus.js', outcome: 'inconclusive', says: tooFew, isTimed: true },
  { script: 'stages.js', outcome: 'inconclusive', says: tooFew, isTimed: true },
  { script: 'ramping-vus.js', outcome: 'inconclusive', says: tooFew, isTimed: true },
  { script: 'constant-arrival-rate.js', outcome: 'inconclusive', says: tooFew, isTimed: true },
  { script: 'ramping-arrival-rate.js', outcome: 'inconclusive', says: tooFew, isTimed: true },
  {
    script: 'externally-controlled.js',
    outcome: 'refused',
    says: /^k6 cannot run \S+: .*unknown executor type 'externally-controlled'$/m,
  },
  {
    script: 'several-scenarios.js',
    outcome: 'pass',
    says: /^3 thresholds of the script met: http_reqs\{kind:reader\} count==24 \(24\), http_reqs\{scenario:buyers\} count==9 \(9\) and iterations\{scenario:readers\} count==24 \(24\)\.$/,
  },
  { script: 'async-default.js', outcome: 'inconclusive', says: /too little to judge by/ },
  {
    script: 'missing-exec.js',
    outcome: 'refused',
    says: /^k6 cannot run \S+: .*function 'buy' not found in exports/m,
  },

  // What a script says of itself.
  { script: 'groups.js', outcome: 'inconclusive', says: tooFew },
  {
    script: 'checks.js',
    outcome: 'pass',
    says: /^2 checks of the script did not always pass, .+: turn is even \(12 of 24, 50 %\) and was even \(12 of 24, 50 %\)\.$/,
  },
  { script: 'thresholds.js', outcome: 'pass', says: /^15 thresholds of the script met: / },
  {
    script: 'thresholds-crossed.js',
    outcome: 'fail',
    says: /^4 of 6 thresholds of the script crossed: happy_visitors rate>0\.9 \(0\.5\), http_req_failed\{name:buy\} rate<0\.01 \(0\.5\), price p\(99\)<10 \(18\.81\) and shop_errors count<5 \(20\)\.$/,
  },
  {
    script: 'threshold-never-measured.js',
    outcome: 'inconclusive',
    says: /^Nothing was measured for 2 thresholds of the script: http_req_duration\{name:never\} p\(95\)<10 and price p\(95\)<10\.$/,
    // k6's points know no metric that nothing was added to.
    except: ['metrics'],
  },
  {
    script: 'abort-on-fail.js',
    outcome: 'fail',
    says: /^1 of 1 threshold of the script crossed: http_req_failed rate<0\.1 \(1\)\.$/,
    isTimed: true,
  },
  {
    script: 'summary-options.js',
    outcome: 'pass',
    says: /^3 thresholds of the script met: waited avg<1000 \(20\), waited max<=20 \(20\) and waited p\(95\)<30 \(20\)\.$/,
  },
  { script: 'handle-summary.js', outcome: 'inconclusive', says: tooFew },
  {
    script: 'handle-summary-nowhere.js',
    outcome: 'inconclusive',
    says: /^k6 logged an error 1 time, the first: failed to handle the end-of-test summary: Could not save some summary information: - could not open 'no-such-folder\/junit\.xml': .+: no such file or directory\.$/,
  },
  {
    script: 'console.js',
    outcome: 'inconclusive',
    says: /^The script printed an error 2 times, the first: no "cart": é, 家\.$/,
    environmentOfOurs: { K6_LOG_OUTPUT: 'none', K6_LOG_FORMAT: 'raw' },
  },

  // How scripts end.
  {
    script: 'fail.js',
    outcome: 'inconclusive',
    says: /^20 of 40 iterations of the script ended by an exception \(50 %\), .+; the first: GoError: no free pitch at /,
  },
  {
    script: 'test-abort.js',
    outcome: 'fail',
    says: /^The script aborted its own test \(k6 exit status 108\): the shop is closed\.$/,
  },
  {
    script: 'test-fail.js',
    outcome: 'fail',
    says: /^The script marked its own test as failed \(k6 exit status 110\): one visitor was sent away\.$/,
  },
  { script: 'setup-data.js', outcome: 'inconclusive', says: tooFew },
  {
    script: 'setup-throws.js',
    outcome: 'refused',
    says: /^k6 cannot run \S+: Error: nobody may log in at setup \(/m,
  },
  {
    script: 'teardown-throws.js',
    outcome: 'fail',
    says: /^The script threw outside of its iterations \(k6 exit status 107\): Error: not cleaned up at teardown \(/,
  },
  {
    script: 'handle-summary-throws.js',
    outcome: 'inconclusive',
    says: /^The script threw outside of its iterations: Error: no summary today at handleSummary \(/,
  },
  {
    script: 'init-throws.js',
    outcome: 'refused',
    says: /^k6 cannot run \S+: Error: no shop is given at file:/m,
  },

  // Requests.
  { script: 'batch.js', outcome: 'inconclusive', says: tooFew },
  { script: 'cookies.js', outcome: 'inconclusive', says: tooFew },
  { script: 'redirects.js', outcome: 'pass', says: /^\d objectives met, the closest call / },
  { script: 'expected-statuses.js', outcome: 'fail', says: allFailed('taken') },
  {
    script: 'no-response-callback.js',
    outcome: 'fail',
    says: allFailed('home'),
    // The script has k6 judge no response: then their status does.
    except: ['failed', 'failures'],
  },
  { script: 'discard-bodies.js', outcome: 'inconclusive', says: tooFew },
  { script: 'url-names.js', outcome: 'inconclusive', says: tooFew },
  { script: 'upload.js', outcome: 'inconclusive', says: tooFew },
  { script: 'forms.js', outcome: 'inconclusive', says: tooFew },
  { script: 'self-signed.js', outcome: 'inconclusive', says: tooFew },
  { script: 'basic-auth.js', outcome: 'inconclusive', says: tooFew },
  { script: 'timeouts.js', outcome: 'fail', says: allFailed('slow, too') },
  { script: 'compressed.js', outcome: 'inconclusive', says: tooFew },
  {
    script: 'long-poll.js',
    outcome: 'pass',
    says: /^1 threshold of the script met: http_req_duration p\(95\)<5000 \(([7-9]\d\d|[1-4],?\d{3})(\.\d+)?\)\.$/,
  },
  { script: 'connections.js', outcome: 'inconclusive', says: tooFew },

  // What scripts import.
  { script: 'modules.js', outcome: 'inconclusive', says: tooFew },
  { script: 'typed.ts', outcome: 'inconclusive', says: tooFew },
  { script: 'execution.js', outcome: 'inconclusive', says: tooFew },
  { script: 'timers.js', outcome: 'inconclusive', says: tooFew },
  {
    script: 'secrets.js',
    outcome: 'inconclusive',
    says: tooFew,
    environment: { K6_SECRET_SOURCE: 'mock=api-key=not-to-be-told' },
  },
  { script: 'unknown-option.js', outcome: 'inconclusive', says: tooFew },

  // Other protocols: judged by thresholds alone.
  {
    script: 'web-socket.js',
    outcome: 'pass',
    says: /^2 thresholds of the script met: ws_msgs_received count==12 \(12\) and ws_session_duration /,
  },
  { script: 'web-sockets.js', outcome: 'inconclusive', says: /^There are no requests to judge\.$/ },
  {
    script: 'web-socket-refused.js',
    outcome: 'fail',
    says: /^1 of 1 threshold of the script crossed: checks rate==1 \(0\)\.$/,
  },
  {
    script: 'grpc.js',
    outcome: 'pass',
    says: /^2 thresholds of the script met: checks rate==1 \(1\) and grpc_req_duration /,
  },
  {
    script: 'grpc-stream.js',
    outcome: 'fail',
    says: /^1 of 1 threshold of the script crossed: greetings count>100 \(12\)\.$/,
  },
];

/** Needs Chromium. */
export const browserKind: Kind = {
  script: 'browser.js',
  outcome: 'pass',
  says: /^2 thresholds of the script met: browser_web_vital_ttfb p\(95\)<5000 .+ and checks rate==1 \(1\)\.$/,
};
