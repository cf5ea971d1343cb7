import { z } from 'zod';
import type { Endpoint, Operation } from '../framework/endpoint.ts';
import { problems } from '../problem.ts';

const problemSchema = z.object({
  tenant: z.string().optional(),
  type: z.string().regex(/^urn:bilancia:problem:[a-z-]+$/),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  slug: z.string().meta({ enum: Object.keys(problems) }),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of these endpoints, made from the very schemas that check their requests. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { operation } of endpoints) {
    const item = (paths[operation.path] ??= {});
    item[operation.method] = operationObject(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reference PMS',
      version: '1.0.0',
      description:
        'A property management system for campsites. The tenant is that of the addressed host or `X-Tenant`.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: { staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationObject(operation: Operation): Json {
  const parameters = [
    ...parametersOf('path', operation.params),
    ...parametersOf('query', operation.query),
    ...parametersOf('header', operation.headers),
  ];
  return {
    summary: operation.summary,
    tags: [operation.tag],
    ...(operation.audience === 'staff' ? { security: [{ staff: [] }] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined
      ? {}
      : { requestBody: requestBody(operation, operation.body) }),
    responses: responsesOf(operation),
  };
}

function requestBody(operation: Operation, schema: z.ZodType): Json {
  const mediaType = operation.bodyType ?? 'application/json';
  return { required: true, content: { [mediaType]: { schema: jsonSchema(schema, 'input') } } };
}

function responsesOf(operation: Operation): Json {
  const responses: Record<string, Json> = {};
  for (const [status, { description, mediaType, schema }] of Object.entries(operation.responses)) {
    const type = mediaType ?? (schema === undefined ? undefined : 'application/json');
    const content = schema === undefined ? {} : { schema: jsonSchema(schema, 'output') };
    responses[status] = {
      description,
      ...(type === undefined ? {} : { content: { [type]: content } }),
    };
  }
  responses['default'] = {
    description: 'A problem',
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      // Pages tell of problems as pages.
      ...(operation.responses[200]?.mediaType === 'text/html' ? { 'text/html': {} } : {}),
    },
  };
  return responses;
}

function parametersOf(place: string, schema: z.ZodType | undefined): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

/** `input`: what a client may send; `output`: what it gets. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  });
  return rest;
}
