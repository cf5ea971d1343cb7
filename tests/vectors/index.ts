import type { Form } from './rows/form.ts';
import { accessLogForm } from './forms/access-log-lines.ts';
import { balanceChanceForm } from './forms/balance-chance.ts';
import { balanceIndexForm } from './forms/balance-indices.ts';
import { billingForm } from './forms/billing.ts';
import { changePointForm } from './forms/change-points.ts';
import { gateRateForm } from './forms/gate-rates.ts';
import { gateForm } from './forms/gate.ts';
import { otavaRateForm } from './forms/otava-rates.ts';
import { queueingAndOutlierForm } from './forms/queueing-and-outliers.ts';
import { readerBalanceForm } from './forms/reader-balance.ts';
import { readerBalanceRateForm } from './forms/reader-balance-rates.ts';
import { publishedUslForm, uslForm } from './forms/usl.ts';
import { ssmMessageForm } from './forms/ssm-messages.ts';
import { ecsDeploymentForm } from './forms/ecs-deployment.ts';
import { staircaseForm } from './forms/staircase.ts';
import { targetTrackingForm } from './forms/target-tracking.ts';
import { writeAuditForm } from './forms/write-audit.ts';

/** Every form of vector files. To add one: a file in `forms/`, and a line here. */
export const forms: Readonly<Record<string, Form>> = {
  'access log lines': accessLogForm,
  'balance by chance': balanceChanceForm,
  'balance indices': balanceIndexForm,
  'change points': changePointForm,
  gate: gateForm,
  'queueing and outliers': queueingAndOutlierForm,
  'rates of designs': gateRateForm,
  'rates of change points': otavaRateForm,
  'reader balance': readerBalanceForm,
  'rates of reader balance': readerBalanceRateForm,
  'messages of the SSM agent': ssmMessageForm,
  'histories of writes': writeAuditForm,
  'rolling deployments': ecsDeploymentForm,
  billing: billingForm,
  'target tracking': targetTrackingForm,
  staircases: staircaseForm,
  'fits of the scalability law': uslForm,
  'published fits of the scalability law': publishedUslForm,
};
