/** What somebody else writes on the library: it must run, and the compiler must see its types. */
export const consumer = `
import { accountView } from 'bilancia/monitors/account';
import { explain } from 'bilancia/monitors/filter-pattern';
import {
  balanceDashboard,
  compileFilterPattern,
  dashboardBody,
  defineMonitors,
  match,
  parseFilterPattern,
  type FilterPattern,
} from 'bilancia/monitors';

const result = parseFilterPattern('[level = CRITICAL, text]');
if (!result.ok) throw new Error(result.error.problem);
const pattern: FilterPattern = result.pattern;
const { matched } = match(compileFilterPattern(pattern), 'CRITICAL x');
// @ts-expect-error The dialect is one of a few words, which the compiler must know.
const wrong: 'no such dialect' = pattern.dialect;
void wrong;

const monitors = defineMonitors({
  environment: { name: 'prod', region: 'eu-south-1', accountId: '123456789012' },
  definitions: [],
});
const balance = balanceDashboard({ name: 'balance', readers: ['a', 'b'] });
const widgets = dashboardBody(balance, 'eu-south-1', '123456789012')['widgets'];
console.log(
  JSON.stringify({
    matched,
    widgets: Array.isArray(widgets) ? widgets.filter(({ type }) => type === 'metric').length : 0,
    definitions: monitors.definitions.length,
    others: [typeof accountView, typeof explain],
  }),
);
`;

/** The pattern language alone needs nothing else: no package, and not even the types of Node. */
export const lightConsumer = `
import { explain, compileFilterPattern } from 'bilancia/monitors/filter-pattern';

const reasons: string[] = explain(compileFilterPattern('ERROR'), 'fine');
if (reasons.length !== 1) throw new Error('one reason');
`;

/** What is played on any system: a script of the user's own, in JavaScript. */
export const script = `
import http from 'k6/http';
export const options = { vus: 2, duration: '3s', thresholds: { http_req_failed: ['rate<0.01'] } };
export default function () {
  http.get(__ENV.BILANCIA_BASE_URL + '/health/ready');
}
`;
