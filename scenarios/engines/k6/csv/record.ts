import { fieldText, splitFields } from './fields.ts';
import type { Piece } from './records.ts';

/** One record with its fields' bounds; the same object is used for every record, as there are millions. */
export interface CurrentRecord {
  piece: Piece;
  start: number;
  /** Fields found; of those that are too many, one. */
  fields: number;
  /** Where each field ends; the next one starts a character later. One longer than there are columns. */
  ends: Int32Array;
}

const comma = 44;

export function emptyRecord(columns: number): CurrentRecord {
  return {
    piece: { text: '', bytes: new Uint8Array(0) },
    start: 0,
    fields: 0,
    ends: new Int32Array(columns + 1),
  };
}

/** Finds the fields of a record without quotes, as far as there is room for their bounds. */
export function locate(record: CurrentRecord, piece: Piece, start: number, end: number): void {
  const { ends } = record;
  const { bytes } = piece;
  const most = ends.length;
  let fields = 0;
  for (let at = start; at < end && fields < most; at += 1) {
    if (bytes[at] === comma) {
      ends[fields] = at;
      fields += 1;
    }
  }
  if (fields < most) {
    ends[fields] = end;
    fields += 1;
  }
  record.piece = piece;
  record.start = start;
  record.fields = fields;
}

/** Finds the fields of a record with quotes, which are taken off. */
export function locateQuoted(
  record: CurrentRecord,
  piece: Piece,
  start: number,
  end: number,
): void {
  const fields = splitFields(piece.text, start, end).slice(0, record.ends.length);
  let at = -1;
  for (const [index, field] of fields.entries()) {
    at += field.length + 1;
    record.ends[index] = at;
  }
  const text = fields.join(',');
  record.piece = { text, bytes: Buffer.from(text, 'latin1') };
  record.start = 0;
  record.fields = fields.length;
}

export function fieldStart(record: CurrentRecord, column: number): number {
  return column === 0 ? record.start : fieldEnd(record, column - 1) + 1;
}

export function fieldEnd(record: CurrentRecord, column: number): number {
  return record.ends[column] ?? 0;
}

/** A field one character a byte, good as a key; empty when there is no such column (-1) or field. */
export function rawField(record: CurrentRecord, column: number): string {
  if (column < 0 || column >= record.fields) return '';
  return record.piece.text.slice(fieldStart(record, column), fieldEnd(record, column));
}

/** A field as text. */
export function textField(record: CurrentRecord, column: number): string {
  return fieldText(rawField(record, column));
}
