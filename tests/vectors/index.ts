import type { Form } from './rows/form.ts';
import { changePointForm } from './forms/change-points.ts';
import { gateRateForm } from './forms/gate-rates.ts';
import { gateForm } from './forms/gate.ts';
import { otavaRateForm } from './forms/otava-rates.ts';
import { readerBalanceForm } from './forms/reader-balance.ts';
import { readerBalanceRateForm } from './forms/reader-balance-rates.ts';
import { ssmMessageForm } from './forms/ssm-messages.ts';

/** Every form of vector files. To add one: a file in `forms/`, and a line here. */
export const forms: Readonly<Record<string, Form>> = {
  'change points': changePointForm,
  gate: gateForm,
  'rates of designs': gateRateForm,
  'rates of change points': otavaRateForm,
  'reader balance': readerBalanceForm,
  'rates of reader balance': readerBalanceRateForm,
  'messages of the SSM agent': ssmMessageForm,
};
