import { leftOutNote } from '../../left-out.ts';
import type { TerraformResource } from './resources.ts';

/**
 * Arguments that matter and that definitions cannot say. A list, since the provider writes every argument of a resource,
 * given or not.
 */
const lossy: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    aws_sns_topic: ['delivery_policy', 'fifo_topic', 'kms_master_key_id'],
    aws_sns_topic_subscription: [
      'delivery_policy',
      'filter_policy',
      'raw_message_delivery',
      'redrive_policy',
    ],
    aws_cloudwatch_event_rule: ['role_arn'],
    aws_cloudwatch_event_target: [
      'batch_target',
      'dead_letter_config',
      'ecs_target',
      'input',
      'input_path',
      'input_transformer',
      'retry_policy',
      'role_arn',
      'run_command_targets',
      'sqs_target',
    ],
    aws_cloudwatch_log_metric_filter: ['field_selection_criteria', 'emit_system_field_dimensions'],
  }),
);

/** What is given in a resource and gets lost, as a sentence without its full stop. */
export function leftOutOf({ type, values }: TerraformResource): string | undefined {
  const names = (lossy.get(type) ?? []).filter((name) => isGiven(values[name]));
  return leftOutNote(names);
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false;
}
