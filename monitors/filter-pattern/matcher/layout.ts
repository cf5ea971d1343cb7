import type { Slot } from '../syntax/ast.ts';
import type { Notes } from '../syntax/undocumented.ts';
import { splitFields } from './split-fields.ts';

type FieldSlot = Extract<Slot, { kind: 'field' }>;

/** A field of a line and the slot it falls into; no slot for those that the ellipsis takes. `position` is from 1. */
export interface PlacedField {
  readonly position: number;
  readonly text: string;
  readonly slot: FieldSlot | undefined;
}

/** Where the slots of a pattern stand: `head` counts from the line's start, `tail` from its end. */
export interface Layout {
  readonly head: readonly FieldSlot[];
  readonly tail: readonly FieldSlot[];
  /** Whether any number of fields may stand between head and tail. */
  readonly open: boolean;
}

function fieldSlots(slots: readonly Slot[]): FieldSlot[] {
  return slots.filter((slot) => slot.kind === 'field');
}

export function layoutOf(slots: readonly Slot[]): Layout {
  const ellipsis = slots.findIndex((slot) => slot.kind === 'ellipsis');
  if (ellipsis < 0) return { head: fieldSlots(slots), tail: [], open: slots.length === 0 };
  return {
    head: fieldSlots(slots.slice(0, ellipsis)),
    tail: fieldSlots(slots.slice(ellipsis + 1)),
    open: true,
  };
}

/** The texts of a line's fields, or how many there are when they are too few for the layout. */
export function fieldsFor(layout: Layout, line: string, notes?: Notes): readonly string[] | number {
  const needed = layout.head.length + layout.tail.length;
  const fields = splitFields(line, layout.open ? Infinity : needed, notes);
  if (fields.length >= needed) return fields;
  notes?.add('fewer-fields');
  return fields.length;
}

/** Puts each field of a line into its slot. */
export function placeFields(layout: Layout, fields: readonly string[]): PlacedField[] {
  const tailFrom = fields.length - layout.tail.length;
  return fields.map((text, index) => ({
    position: index + 1,
    text,
    slot: index < tailFrom ? layout.head[index] : layout.tail[index - tailFrom],
  }));
}
