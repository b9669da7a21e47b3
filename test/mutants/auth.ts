import { edit, type Mutant } from './mutant.ts';

const API = 'src/mock/api.ts';
const CREDENTIALS = 'src/mock/credentials.ts';
const PROBLEMS = 'src/contract/problems.ts';

/** Servers that get credentials wrong. */
export const AUTH_MUTANTS: readonly Mutant[] = [
  {
    id: 'credentials-not-asked-for',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'A request without credentials is carried out for a stranger.',
    edits: [
      edit(
        API,
        'return key === undefined ? undefined : keyRing(key);',
        "return key === undefined ? { kind: 'human', id: 'anybody', display_name: 'Anybody' } : keyRing(key);",
      ),
    ],
  },
  {
    id: 'credentials-not-asked-for-by-reads',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'A GET needs no credentials.',
    edits: [
      edit(
        API,
        'return key === undefined ? undefined : keyRing(key);',
        "if (key === undefined && request.method === 'GET') return { kind: 'human', id: 'anybody', display_name: 'Anybody' };\n  return key === undefined ? undefined : keyRing(key);",
      ),
    ],
  },
  {
    id: 'unauthenticated-is-404',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'A request without credentials gets 404.',
    edits: [edit(PROBLEMS, 'unauthenticated: { status: 401,', 'unauthenticated: { status: 404,')],
  },
  {
    id: 'unauthenticated-write-is-applied',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'A write without credentials gets 401, and is carried out all the same.',
    edits: [
      edit(
        API,
        'if (actor === null) return { world,',
        "if (actor === null && request.method === 'GET') return { world,",
      ),
      edit(
        API,
        'if (!body.ok) return { world, actor, requestText: body.text, reply: body.problem };',
        'if (!body.ok) return { world, actor, requestText: body.text, reply: actor === null ? UNAUTHENTICATED : body.problem };',
      ),
      edit(API, 'reply: invalid(faults) };', 'reply: actor ? invalid(faults) : UNAUTHENTICATED };'),
      edit(
        API,
        '    actor,\n    world,\n    policies:',
        "    actor: actor ?? { kind: 'human', id: 'nobody', display_name: 'Nobody' },\n    world,\n    policies:",
      ),
      edit(
        API,
        'return { world, actor, requestText, reply };',
        'return { world, actor, requestText, reply: actor === null ? UNAUTHENTICATED : reply };',
      ),
    ],
  },
  {
    id: 'api-key-header-ignored',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'Only a bearer token is taken.',
    edits: [edit(CREDENTIALS, "|| headers['api-key']?.trim() ||", '||')],
  },
  {
    id: 'bearer-ignored',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'Only the Api-Key header is taken.',
    edits: [edit(CREDENTIALS, 'return bearer ||', 'return')],
  },
  {
    id: 'access-token-ignored',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'The agent surface does not take the access_token parameter.',
    edits: [edit(API, ".surface === 'agent'", ".surface === 'none'")],
  },
  {
    id: 'every-key-is-the-same-actor',
    requirement: 'AUTH-1',
    level: 'MUST',
    breaks: 'Whoever calls, the same actor acts.',
    edits: [
      edit(
        CREDENTIALS,
        'return (key) => keys.get(key);',
        'return (key) => keys.has(key) ? [...keys.values()][0] : undefined;',
      ),
      edit(CREDENTIALS, 'contentSha256(key)', "contentSha256('')"),
    ],
  },
  {
    id: 'api-key-wins-over-bearer',
    requirement: 'AUTH-1',
    level: 'SHOULD',
    breaks: 'Of two credentials the Api-Key header wins.',
    edits: [
      edit(
        CREDENTIALS,
        "bearer || headers['api-key']?.trim() ||",
        "headers['api-key']?.trim() || bearer ||",
      ),
    ],
  },
];
