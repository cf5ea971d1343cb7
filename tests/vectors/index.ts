import type { Form } from './form.ts';
import { changePointForm } from './forms/change-points.ts';
import { gateForm } from './forms/gate.ts';

/** Every form of vector files. To add one: a file in `forms/`, and a line here. */
export const forms: Readonly<Record<string, Form>> = {
  'change points': changePointForm,
  gate: gateForm,
};
