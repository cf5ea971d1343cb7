import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, math, metricsOf } from './build.ts';
import { count, identifier, packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('api', {
  kind: z
    .enum(['rest', 'http'])
    .default('rest')
    .describe('REST APIs are identified by name, HTTP APIs by id'),
  api: identifier.describe('Name of the REST API, or id of the HTTP API'),
  stage: identifier.describe('Stage'),
  serverErrorPercent: percent.default(1).describe('5xx answers, in percent'),
  clientErrorPercent: percent.default(10).describe('4xx answers, in percent'),
  milliseconds: count.default(2500).describe('p90 of the latency'),
  minimumRequests: count
    .default(20)
    .describe('Requests a minute below which error rates are ignored'),
});

type Given = z.output<typeof options>;

/** The two kinds call the same things by other names. */
const names = {
  rest: { dimension: 'ApiName', server: '5XXError', client: '4XXError' },
  http: { dimension: 'ApiId', server: '5xx', client: '4xx' },
} as const;

/** The way in for channel managers and apps. */
export const apiGateway = definePack({
  name: 'api-gateway',
  summary: 'API Gateway: 5xx and 4xx answers, latency',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    api: 'channel-manager',
    stage: 'v1',
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
  ],
  corrections: [],
  build: (given) => {
    const { server, client } = names[given.kind];
    return [
      errorShare(given, server, {
        what: '5xx',
        percent: given.serverErrorPercent,
        means: 'fail on our side',
        first:
          'look at IntegrationLatency and at the target behind the API: 504 is its timeout, 502 its answer.',
      }),
      errorShare(given, client, {
        what: '4xx',
        percent: given.clientErrorPercent,
        means: 'are refused',
        first:
          'look in the access log for the caller: 429 is one beyond its quota, 403 a key that changed, 404 a release that moved a path.',
      }),
      alarmsOf(given)({
        what: 'latency',
        means: `One call in ten takes longer than ${given.milliseconds} ms.`,
        first: 'compare with IntegrationLatency: the rest is the gateway and its authorizer.',
        metric: apiMetrics(given)('Latency', 'p90'),
        breaching: ['>', given.milliseconds],
        datapoints: [5, 5],
        missing: 'notBreaching',
        fewSamples: 'ignore',
      }),
    ];
  },
});

function errorShare(
  given: Given,
  metricName: string,
  words: { what: string; percent: number; means: string; first: string },
): Definition {
  const metric = apiMetrics(given);
  return alarmsOf(given)({
    what: words.what,
    means: `More than ${words.percent} % of the calls to ${given.api} ${words.means}.`,
    first: words.first,
    metric: math(
      `${metricName}, percent of calls`,
      `IF(FILL(calls, 0) >= ${given.minimumRequests}, 100 * FILL(errors, 0) / FILL(calls, 0), 0)`,
      { errors: metric(metricName, 'Sum'), calls: metric('Count', 'Sum') },
    ),
    breaching: ['>', words.percent],
    datapoints: [3, 5],
    missing: 'notBreaching',
  });
}

/** Both kinds publish by stage, too; a release to another stage must not dilute this one. */
function apiMetrics({ kind, api, stage }: Given) {
  return metricsOf('AWS/ApiGateway', { [names[kind].dimension]: api, Stage: stage });
}
