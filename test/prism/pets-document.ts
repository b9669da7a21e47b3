const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const petId = { name: 'petId', in: 'path', required: true, schema: { type: 'string' } };

/** A small API of somebody else's, with one operation that is also ours. */
export const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example/v2' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'list_pets',
        parameters: [
          { name: 'pageSize', in: 'query', schema: { type: 'integer', maximum: 9 } },
          { name: 'X-Tenant', in: 'header', schema: { enum: ['a', 'b'] } },
        ],
        responses: {
          200: { description: 'Pets.', content: json({ type: 'array', items: ref('Pet') }) },
        },
      },
      post: {
        operationId: 'create_pet',
        requestBody: { required: true, content: json(ref('Pet')) },
        responses: { 201: { description: 'Made.', content: json(ref('Pet')) } },
      },
    },
    '/pets/{petId}': {
      parameters: [petId],
      get: {
        responses: {
          200: {
            description: 'A pet.',
            content: json(ref('Pet'), {
              examples: {
                cat: { value: { name: 'Tom', tag: 'cat' } },
                dog: { value: { name: 'Rex' } },
              },
            }),
          },
          404: {
            description: 'None.',
            content: json({ type: 'object' }, { example: { gone: true } }),
          },
          409: { description: 'Bad.', content: json(ref('Pet'), { example: { name: 5 } }) },
        },
      },
      delete: { operationId: 'delete_pet', responses: { 204: { description: 'Done.' } } },
    },
    '/flags': {
      put: {
        operationId: 'put_flag',
        requestBody: { required: true, content: json({ type: 'boolean' }) },
        responses: { 200: { description: 'Done.', content: { 'text/plain': { example: 'on' } } } },
      },
    },
    '/rules': {
      put: {
        operationId: 'put_rule',
        requestBody: { required: true, content: json(ref('Rule')) },
        callbacks: { done: { 'http://127.0.0.1:9/': { post: { responses: {} } } } },
        responses: { 204: { description: 'Done.' } },
      },
    },
    '/forms': {
      post: {
        operationId: 'post_form',
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['age'],
                properties: { age: { type: 'integer' } },
              },
            },
          },
        },
        responses: { 204: { description: 'Done.' } },
      },
    },
    '/v1/workflows/reviews': {
      get: { operationId: 'their_list', responses: { 200: { description: 'Theirs.' } } },
      put: { operationId: 'their_put', responses: { 204: { description: 'Theirs.' } } },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: { name: { type: 'string', minLength: 1 }, tag: { enum: ['cat', 'dog'] } },
      },
      Rule: { oneOf: [nest('any'), nest('all'), { type: 'object', required: ['leaf'] }] },
    },
  },
};

function nest(kind: string): object {
  const of = { type: 'array', items: { $ref: '#/components/schemas/Rule' } };
  return { type: 'object', required: ['kind', 'of'], properties: { kind: { const: kind }, of } };
}
