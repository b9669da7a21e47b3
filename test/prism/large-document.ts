/** An OpenAPI 3.1 document of so many operations, eight for each kind of thing. */
export function largeDocument(operationCount: number): object {
  const names = Array.from(
    { length: Math.ceil(operationCount / 8) },
    (_, index) => `thing${index}`,
  );
  const paths = Object.fromEntries(names.flatMap(pathsOf).slice(0, operationCount));
  return {
    openapi: '3.1.0',
    info: { title: 'A large API', version: '1' },
    servers: [{ url: 'https://api.example/v2' }],
    paths: grouped(paths),
    components: {
      schemas: Object.fromEntries([
        ['Fault', { type: 'object', required: ['code'], properties: { code: { type: 'string' } } }],
        ...names.map((name) => [pascal(name), schemaOf(name)]),
      ]),
    },
  };
}

type Row = readonly [key: string, operation: object];

function pathsOf(name: string): readonly Row[] {
  const thing = { $ref: `#/components/schemas/${pascal(name)}` };
  const reply = (schema: object) => ({
    200: { description: 'Done.', content: { 'application/json': { schema } } },
    default: {
      description: 'Refused.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } },
    },
  });
  const body = { required: true, content: { 'application/json': { schema: thing } } };
  const id = { name: `${name}_id`, in: 'path', required: true, schema: { type: 'string' } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } };
  const one = `/${name}/{${name}_id}`;
  const row = (method: string, path: string, rest: object): Row => [
    `${method} ${path}`,
    { operationId: `${method}_${path.replaceAll(/\W+/g, '_')}`, responses: reply(thing), ...rest },
  ];
  return [
    row('get', `/${name}`, {
      parameters: [limit],
      responses: reply({ type: 'array', items: thing }),
    }),
    row('post', `/${name}`, { requestBody: body }),
    row('get', one, { parameters: [id] }),
    row('put', one, { parameters: [id], requestBody: body }),
    row('patch', one, { parameters: [id], requestBody: body }),
    row('delete', one, { parameters: [id] }),
    row('post', `${one}/archive`, { parameters: [id] }),
    row('get', `${one}/history`, { parameters: [id] }),
  ];
}

function schemaOf(name: string): object {
  const text = { type: 'string', minLength: 1, maxLength: 80 };
  const fields = Array.from({ length: 8 }, (_, index) => [`field_${index}`, text]);
  return {
    type: 'object',
    required: ['id', 'state', 'created_at'],
    properties: {
      id: { type: 'string', pattern: `^${name}_[a-z0-9]+$` },
      state: { enum: ['open', 'closed', null] },
      created_at: { type: 'string', format: 'date-time' },
      amount: { type: 'number', minimum: 0, maximum: 1_000_000 },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 20 },
      owner: {
        type: 'object',
        properties: Object.fromEntries(fields),
        additionalProperties: false,
      },
    },
    example: {
      id: `${name}_1`,
      state: 'open',
      created_at: '2026-05-13T09:05:00Z',
      amount: 12.5,
      tags: ['new'],
      owner: { field_0: 'Dana' },
    },
  };
}

function grouped(rows: Readonly<Record<string, object>>): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, operation] of Object.entries(rows)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method]: operation };
  }
  return paths;
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
