import { knownError } from '../../../../core/errors.ts';
import type {
  Dashboard,
  DashboardVariable,
  WidgetPosition,
  Widget,
} from '../../../definitions/dashboard.ts';
import { dashboardLimits as limits } from '../../limits.ts';
import { keptBody } from '../kept-body.ts';
import { bodySchema, type BodyVariable, type BodyWidget } from './body-schema.ts';
import { widgetContent } from './widget-content.ts';

/** What a body shows, as far as it is understood: the parts of a dashboard that renderers draw. */
export type ReadBody = Pick<Dashboard, 'widgets' | 'variables' | 'lookBack'>;

/**
 * Reads a CloudWatch dashboard body. A widget of a kind that nothing here draws (metrics explorer, custom widget) becomes
 * a text that says so. A text that is no body is the error `bad-value`, with the path inside it.
 */
export function readDashboardBody(name: string, text: string): ReadBody {
  const parsed = bodySchema.safeParse(keptBody(name, text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw knownError('bad-value', {
      what: `The body of dashboard "${name}" at ${issue?.path.join('.') ?? 'its top'}`,
      given: 'something else',
      expected: `as CloudWatch has it (${issue?.message ?? 'not understood'})`,
    });
  }
  const { start, variables, widgets } = parsed.data;
  const lookBack = (start ?? '').slice(1);
  const places = placesOf(widgets);
  return {
    widgets: widgets.map((widget, index): Widget => {
      const place = places[index] ?? { x: 0, y: 0, width: widget.width, height: widget.height };
      return { ...widgetContent(widget), place };
    }),
    variables: variables.flatMap(propertyVariable),
    // A start at a fixed day, or of several units, is not what every renderer can say.
    ...(limits.lookBack.test(lookBack) ? { lookBack } : {}),
  };
}

/** A widget without a place goes below all others, as CloudWatch's "next available position" may. */
function placesOf(widgets: readonly BodyWidget[]): WidgetPosition[] {
  let bottom = Math.max(0, ...widgets.map(({ y = 0, height }) => y + height));
  return widgets.map(({ x, y, width, height }) => {
    if (x !== undefined && y !== undefined) return { x, y, width, height };
    const place = { x: 0, y: bottom, width, height };
    bottom += height;
    return place;
  });
}

function propertyVariable({
  type,
  property,
  label,
  values = [],
}: BodyVariable): DashboardVariable[] {
  if (type !== 'property' || property === undefined || values.length === 0) return [];
  return [
    { dimension: property, label: label ?? property, values: values.map(({ value }) => value) },
  ];
}
