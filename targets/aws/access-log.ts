import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { knownError, reasonOf } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';
import type { History, TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';
import type { LogPlace } from './load-balancer.ts';

const minuteMs = 60_000;
const fileMs = 5 * minuteMs;
const dayMs = 86_400_000;

/**
 * Lines of a load balancer's access log by the time of their answers. It leaves a file every five minutes and node, named
 * by its end: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
export function accessLog(
  clients: Pick<AwsClients, 's3'>,
  { bucket, prefix }: LogPlace,
  loadBalancerArn: string,
): History {
  // arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID
  const [, , , region = '', account = '', resource = ''] = loadBalancerArn.split(':');
  const id = resource.split('/').slice(1).join('.');
  const base = `${prefix === '' ? '' : `${prefix}/`}AWSLogs/${account}/elasticloadbalancing/${region}/`;
  return {
    what: 'lines of the access log',
    settleSeconds: 420,
    sliceSeconds: 900,
    read: async function* read(range: TimeRange) {
      for (const folder of foldersOf(base, range)) {
        for await (const key of keysIn(clients, bucket, folder)) {
          const end = endOf(key, id);
          if (end === undefined || end + minuteMs <= range.from || end - fileMs > range.to + fileMs)
            continue;
          for await (const line of linesIn(clients, bucket, key)) {
            const at = Date.parse(line.split(' ', 2)[1] ?? '');
            if (at >= range.from && at < range.to) yield line;
          }
        }
      }
    },
  };
}

/** A folder a day; the last file may stand in that of the next. */
function foldersOf(base: string, { from, to }: TimeRange): string[] {
  const folders = new Set<string>();
  for (let at = from; at < to + 2 * fileMs + dayMs; at += dayMs) {
    const day = new Date(Math.min(at, to + 2 * fileMs)).toISOString().slice(0, 10);
    folders.add(`${base}${day.replaceAll('-', '/')}/`);
  }
  return [...folders];
}

async function* keysIn(
  { s3 }: Pick<AwsClients, 's3'>,
  bucket: string,
  folder: string,
): AsyncGenerator<string, void, undefined> {
  for await (const page of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: folder },
  ))
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
}

/** When the time of a file ends: `..._app.NAME.ID_20261127T1005Z_...`; undefined for files of others. */
function endOf(key: string, id: string): number | undefined {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const [, owner, date, hour, minute] =
    /_([^_]+)_(\d{8})T(\d\d)(\d\d)Z_/.exec(name.replace(/^[^_]*_elasticloadbalancing_[^_]*/, '')) ??
    [];
  if (owner !== id || date === undefined) return undefined;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  return Date.parse(`${day}T${hour}:${minute}:00Z`);
}

async function* linesIn(
  { s3 }: Pick<AwsClients, 's3'>,
  bucket: string,
  key: string,
): AsyncGenerator<string, void, undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(Body instanceof Readable)) return;
  const unpacked = createGunzip();
  // What either of them fails with ends the reading of the lines.
  pipeline(Body, unpacked, () => undefined);
  try {
    yield* linesOf(unpacked);
  } catch (error) {
    throw knownError(
      'unreadable-file',
      {
        what: 'Access log',
        path: `s3://${bucket}/${key}`,
        reason: reasonOf(error).replace(/\.$/, ''),
        expected: 'lines of a load balancer, packed by gzip',
      },
      error,
    );
  }
}
