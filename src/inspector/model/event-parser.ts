/** One server-sent event. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Makes a reader of server-sent events, for streams that are fetched: an EventSource sends no
 * headers, and the control interface asks for its token in one.
 *
 * Shape: pieces of the stream in, cut anywhere; each event out once it is complete.
 * Source: HTML Living Standard, 9.2.6 Interpreting an event stream.
 */
export function createEventParser(onEvent: (event: ServerEvent) => void): (chunk: string) => void {
  let rest = '';
  let name = '';
  let data: string[] = [];

  const dispatch = () => {
    if (data.length > 0) onEvent({ name: name === '' ? 'message' : name, data: data.join('\n') });
    name = '';
    data = [];
  };
  const takeLine = (line: string) => {
    if (line === '') return dispatch();
    const place = line.indexOf(':');
    const field = place === -1 ? line : line.slice(0, place);
    const value = place === -1 ? '' : line.slice(place + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  };
  return (chunk) => {
    rest += chunk;
    for (;;) {
      const end = /\r\n|\n|\r/.exec(rest);
      // A CR at the very end may be the first half of a CRLF.
      if (end === null || (end[0] === '\r' && end.index === rest.length - 1)) return;
      takeLine(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
    }
  };
}
