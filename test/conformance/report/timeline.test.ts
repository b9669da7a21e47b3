import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/conformance/exchange.ts';
import type { Finding } from '../../../src/conformance/report/report.ts';
import {
  layOutTimeline,
  TIMELINE_EXCHANGES_MAX,
} from '../../../src/conformance/report/timeline-layout.ts';
import { timeline, timelineFile, timelineNote } from '../../../src/conformance/report/timeline.ts';
import { elementsNamed, readMarkup, textOf, type Element } from './markup-reader.ts';
import { exchange, overlay, RACE, replied } from './sample-exchanges.ts';
import { FINDINGS } from './sample-report.ts';

const [LOST_UPDATE, REPEATED] = FINDINGS as readonly [Finding, Finding];

function barsOf(finding: Finding) {
  return new Map(layOutTimeline(finding).bars.map((bar) => [bar.exchange.id, bar]));
}

describe('the layout', () => {
  test('keeps the order of instants: what overlapped overlaps', () => {
    const bars = [...barsOf(LOST_UPDATE).values()];
    expect(bars).toHaveLength(RACE.length);
    for (const left of bars) {
      for (const right of bars) {
        const [a, b] = [left.exchange, right.exchange];
        expect(left.x < right.x).toBe(a.invokedAt < b.invokedAt);
        const isBefore = (a.returnedAt ?? Infinity) < b.invokedAt;
        expect(left.x + left.width < right.x, `${a.id} ${b.id}`).toBe(isBefore);
      }
    }
  });

  test('gives every actor a lane, and a row more where requests of one overlap', () => {
    expect(layOutTimeline(LOST_UPDATE).lanes.map(({ actor }) => actor)).toEqual(['A', 'B']);
    const { lanes, bars } = layOutTimeline(REPEATED);
    expect(lanes).toHaveLength(1);
    expect(new Set(bars.map(({ y }) => y)).size).toBe(2);
  });

  test('has room for every label', () => {
    for (const { verb, effect, width } of layOutTimeline(LOST_UPDATE).bars) {
      expect(width).toBeGreaterThan(7.3 * Math.max(verb.length, effect.length));
    }
  });

  test('leaves open what has no end', () => {
    const bars = barsOf(REPEATED);
    const { width } = layOutTimeline(REPEATED);
    const open = [...bars.values()].filter(({ isOpen }) => isOpen);
    expect(open.map((bar) => bar.exchange.id)).toEqual([611]);
    for (const bar of bars.values()) {
      const end = bar.x + bar.width;
      expect(end).toBeLessThanOrEqual((open[0]?.x ?? 0) + (open[0]?.width ?? 0));
      expect(end).toBeLessThan(width);
    }
  });

  test('points from the reply that told a rev to the write that was based on it', () => {
    const pairs = (finding: Finding) =>
      layOutTimeline(finding).arrows.map(({ from, to }) => [from.exchange.id, to.exchange.id]);
    expect(pairs(LOST_UPDATE)).toEqual([
      [402, 405],
      [404, 406],
    ]);
    expect(pairs(REPEATED)).toEqual([
      [610, 611],
      [610, 612],
    ]);
  });

  test('points from the rev that was sent, not from the last that was seen', () => {
    const [read, claim] = RACE as readonly [Exchange, Exchange];
    const late = { ...claim, id: 499, invokedAt: 900, returnedAt: 905 };
    const finding = { ...LOST_UPDATE, witness: [late], history: [read, claim] };
    const pairs = layOutTimeline(finding).arrows.map(({ from, to }) => [
      from.exchange.id,
      to.exchange.id,
    ]);
    expect(pairs).toEqual([[401, 499]]);
    const blind = { ...late, request: { ...late.request, body: { version_stamp: 77 } } };
    expect(layOutTimeline({ ...finding, witness: [blind] }).arrows).toEqual([]);
  });

  test('shows each rev that was told, and that two writes were told the same', () => {
    const { revs } = layOutTimeline(LOST_UPDATE);
    expect(revs.filter(({ isWitness }) => isWitness).map(({ rev }) => rev)).toEqual([5, 5]);
    expect(revs.map(({ rev }) => rev).toSorted()).toEqual([3, 4, 4, 5, 5, 5]);
  });

  test('cuts a long history around the witness and says so', () => {
    const history = Array.from({ length: 500 }, (_, index) =>
      exchange({
        id: index + 1,
        at: [2 * index, 2 * index + 1],
        outcome: replied(200, overlay(index)),
      }),
    );
    const witness = [history[300] as Exchange];
    const long: Finding = { ...LOST_UPDATE, history, witness };
    const ids = layOutTimeline(long).bars.map((bar) => bar.exchange.id);
    expect(ids).toHaveLength(TIMELINE_EXCHANGES_MAX);
    expect(Math.min(...ids)).toBeGreaterThan(270);
    expect(Math.max(...ids)).toBeLessThan(330);
    expect(timelineNote(long)).toBe(
      '460 further requests to the same review stand in the JSON report.',
    );
    expect(timelineNote(LOST_UPDATE)).toBeNull();
  });

  test('draws what was never sent not at all, and nothing without a fault', () => {
    const [first] = RACE;
    const unsent = {
      ...(first as Exchange),
      outcome: { kind: 'unsent', reason: 'refused' } as const,
    };
    const { bars, width } = layOutTimeline({ ...LOST_UPDATE, witness: [unsent], history: [] });
    expect(bars).toEqual([]);
    expect(Number.isFinite(width)).toBe(true);
  });
});

describe('the drawing', () => {
  const root = readMarkup(timeline(LOST_UPDATE).markup);
  const [svg] = elementsNamed('svg', root) as readonly [Element];

  test('says in words what it shows', () => {
    const title = elementsNamed('title', svg)[0] as Element;
    const text = elementsNamed('desc', svg)[0] as Element;
    expect(svg.attributes['role']).toBe('img');
    expect(svg.attributes['aria-labelledby']).toBe(
      `${title.attributes['id']} ${text.attributes['id']}`,
    );
    expect(textOf(title)).toBe('Timeline of CAS-2#1');
    expect(textOf(text)).toContain('/versions stamp 4 → 200 rev 5 (witness).');
    expect(textOf(text).match(/\(witness\)/g)).toHaveLength(2);
  });

  test('has the witness in the accent colour and stays inside its frame', () => {
    const groups = elementsNamed('g', svg).filter(
      (each) => each.attributes['class'] === 'tl-witness' && elementsNamed('rect', each).length > 0,
    );
    expect(groups).toHaveLength(2);
    const width = Number(svg.attributes['width']);
    for (const { attributes } of elementsNamed('rect', svg)) {
      expect(Number(attributes['x']) + Number(attributes['width'])).toBeLessThanOrEqual(width);
    }
  });

  test('is a file of its own with its style, light and dark', () => {
    const file = readMarkup(timelineFile(LOST_UPDATE));
    const [style] = elementsNamed('style', file);
    expect(textOf(style as Element)).toContain('prefers-color-scheme: dark');
    expect(elementsNamed('title', file)).not.toHaveLength(0);
  });
});
