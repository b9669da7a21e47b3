import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventParser, type ServerEvent } from '../../src/inspector/model/event-parser.ts';

function read(...chunks: readonly string[]): readonly ServerEvent[] {
  const events: ServerEvent[] = [];
  const parse = createEventParser((event) => events.push(event));
  for (const chunk of chunks) parse(chunk);
  return events;
}

describe('the reader of server-sent events', () => {
  test.each([
    ['an event', 'event: clock\ndata: {"a":1}\n\n', [{ name: 'clock', data: '{"a":1}' }]],
    ['one without a name', 'data: x\n\n', [{ name: 'message', data: 'x' }]],
    ['several lines', 'data: a\ndata: b\n\n', [{ name: 'message', data: 'a\nb' }]],
    [
      'no space, or more',
      'data:a\n\ndata:  b\n\n',
      [
        { name: 'message', data: 'a' },
        { name: 'message', data: ' b' },
      ],
    ],
    ['a comment', ': connected\n\ndata: a\n\n', [{ name: 'message', data: 'a' }]],
    [
      'other line ends',
      'event: a\r\ndata: 1\r\n\r\ndata: 2\r\r\n',
      [
        { name: 'a', data: '1' },
        { name: 'message', data: '2' },
      ],
    ],
    ['a name alone', 'event: a\n\ndata: b\n\n', [{ name: 'message', data: 'b' }]],
    ['a field without a colon', 'data\n\n', [{ name: 'message', data: '' }]],
    ['what is not ended', 'data: a\n', []],
  ])('takes %s', (_what, text, events) => {
    expect(read(text)).toEqual(events);
  });

  test('does not care where the stream is cut', () => {
    const text = ': hi\r\n\r\nevent: review\r\ndata: {"id":"ü😀"}\r\n\r\ndata: a\ndata: b\n\n';
    const whole = read(text);
    expect(whole).toHaveLength(2);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(read(...chunks)).toEqual(whole);
      }),
    );
  });
});
