/** What a reply said, in plain sentences, one for each thing that was wrong. */
export function sentencesOf(status: number, body: unknown): readonly string[] {
  const detail = memberOf(body, 'detail');
  if (typeof detail === 'string') return [detail];
  if (Array.isArray(detail)) return detail.map(sentenceOfFault);
  // The policy `errors=envelope`. Source: ERR-1.
  const message = memberOf(detail, 'message');
  if (typeof message === 'string') return [message];
  const submission = memberOf(body, 'submission_status');
  if (typeof submission === 'string') return [sentenceOfSubmission(submission)];
  return status >= 400 ? ['The reply does not say why.'] : [];
}

/** What a status means here. Source: contract section 3. */
export function statusWord(status: number): string {
  if (status < 300) return 'Done';
  const words: Readonly<Record<number, string>> = {
    401: 'Not authenticated',
    403: 'Refused',
    404: 'Not found',
    405: 'Not allowed',
    409: 'Conflict',
    413: 'Too large',
    415: 'Not JSON',
    422: 'Not valid',
  };
  return words[status] ?? (status >= 500 ? 'The mock failed' : 'Refused');
}

function sentenceOfFault(fault: unknown): string {
  const loc = memberOf(fault, 'loc');
  const place = Array.isArray(loc) ? loc.join('.') : '';
  const message = String(memberOf(fault, 'msg') ?? 'is not valid');
  return place === '' ? message : `${place}: ${message}`;
}

function sentenceOfSubmission(status: string): string {
  const sentences: Readonly<Record<string, string>> = {
    accepted: 'The decision was accepted.',
    already_received: 'This decision was received before; the run has yet to apply it.',
    already_applied: 'This decision was applied before; nothing changed.',
    conflict: 'Another decision stands; nothing changed.',
  };
  return sentences[status] ?? status;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
