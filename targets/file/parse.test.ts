import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { renderTextError } from '../../core/source/text-error.ts';
import { parseTarget } from './parse.ts';

function mistakesOf(text: string): string[] {
  const parsed = parseTarget(text);
  return parsed.ok ? [] : parsed.mistakes.map((mistake) => renderTextError(mistake));
}

const system = 'name: staging\nbaseUrl: http://127.0.0.1\n';

describe('a target file', () => {
  it.each([
    [
      'name: staging',
      'line 1, column 1: baseUrl is missing. Expected an http or https URL such as https://booking.example.com.\n  name: staging\n  ^',
    ],
    [
      `${system}baseURL: x`,
      'line 3, column 1: "baseURL" is not known here, "baseUrl" is. Expected one of name, baseUrl, healthPath, ca, staff, tenants, alsoHosts, limits, database, aws.\n  baseURL: x\n  ^',
    ],
    [
      `${system}aws: { region: milan, cluster: c, services: [s] }`,
      'line 3, column 16: aws.region is "milan". Expected a region such as eu-south-1.\n  aws: { region: milan, cluster: c, services: [s] }\n                 ^',
    ],
    [
      `${system}aws:\n  region: eu-south-1\n  cluster: c\n  services: pms`,
      'line 6, column 13: aws.services is "pms". Expected a list of services.\n    services: pms\n              ^',
    ],
    [
      `${system}aws: { region: eu-south-1, cluster: c, services: [s], bucket: b }`,
      'line 3, column 55: aws: "bucket" is not known here. Expected one of region, profile, endpointUrl, cluster, services, loadBalancer, database, logGroups, accessLog, lateSeconds.\n  aws: { region: eu-south-1, cluster: c, services: [s], bucket: b }\n                                                        ^',
    ],
    [
      `${system}database: { user: u, passwordFrom: P, schemas: {} }`,
      'line 3, column 11: database.writer is missing. Expected the writer with name and host, or a database cluster in "aws".\n  database: { user: u, passwordFrom: P, schemas: {} }\n            ^',
    ],
    [
      `${system}database: { writer: { name: w, host: h }, user: u, schemas: {} }`,
      'line 3, column 11: database cannot be used. Expected a map with one of passwordFrom and passwordSecret.\n  database: { writer: { name: w, host: h }, user: u, schemas: {} }\n            ^',
    ],
    [
      'name: [',
      'line 1, column 8: Flow sequence in block collection must be sufficiently indented and end with a ]. Expected YAML.\n  name: [\n         ^',
    ],
  ])('that reads %j is refused with the place and what was expected', (text, message) => {
    expect(mistakesOf(text)).toEqual([message]);
  });

  it('is told all its mistakes at once, in order', () => {
    const places = mistakesOf('name: 5\nbaseUrl: ftp://a\nlimits: { connections: 0.5 }');
    expect(places.map((one) => one.split(':')[0])).toEqual([
      'line 1, column 7',
      'line 2, column 10',
      'line 3, column 24',
    ]);
  });

  property.prop([fc.string()])('of any text is read or refused, and nothing else', (text) => {
    expect([true, false]).toContain(parseTarget(text).ok);
  });

  property.prop([fc.dictionary(fc.string(), fc.jsonValue())])(
    'of any keys is refused where none belongs',
    (value) => {
      const text = JSON.stringify({ ...value, name: 'a', baseUrl: 'http://a.example', '?': 1 });
      expect(parseTarget(text).ok).toBe(false);
    },
  );
});
