import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAgentTimer } from '../../src/mock/agent-timer.ts';
import { createMock } from '../../src/mock/mock.ts';
import { PROPOSALS } from '../support/agents.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function timed(isFrozen = false) {
  const settle = vi.fn<() => Promise<void>>(async () => {});
  const onDefect = vi.fn<(error: unknown) => void>();
  const watch = createAgentTimer({ isFrozen: () => isFrozen, settle, onDefect });
  return { settle, onDefect, watch };
}

test('there is no timer while nobody watches', () => {
  const { settle, watch } = timed();
  expect(vi.getTimerCount()).toBe(0);
  watch(true);
  watch(true);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(settle).toHaveBeenCalledTimes(10);
  watch(false);
  watch(false);
  expect(vi.getTimerCount()).toBe(0);
  watch(true);
  expect(vi.getTimerCount()).toBe(1);
});

test('a clock that stands makes nothing due', () => {
  const { settle, watch } = timed(true);
  watch(true);
  vi.advanceTimersByTime(1000);
  expect(settle).not.toHaveBeenCalled();
});

test('a defect is told, and does not end the process', async () => {
  const { settle, onDefect, watch } = timed();
  settle.mockRejectedValue(new Error('broken'));
  watch(true);
  await vi.advanceTimersByTimeAsync(100);
  expect(onDefect).toHaveBeenCalledWith(new Error('broken'));
});

async function watched(options: { readonly frozenAt?: string } = {}) {
  const mock = await createMock({ realNowMs: () => Date.now(), ...options });
  const gate = {
    block_type: 'extract',
    predicate: { kind: 'always' },
    evidence: { output: {} },
    agent: {
      mode: 'review',
      script: [
        { after_ms: 500, event: 'start' },
        { after_ms: 500, event: 'propose', proposal: PROPOSALS.approve },
      ],
    },
  };
  const url = 'http://mock/__control';
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(gate);
  const opened = await mock.fetch(new Request(`${url}/gates`, { method: 'POST', headers, body }));
  expect(opened.status).toBe(201);
  const stream = await mock.fetch(new Request(`${url}/events`));
  return { mock, stream };
}

test('AGT-4: who watches sees a scripted agent act on time, with nobody asking', async () => {
  const { mock, stream } = await watched();
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const seen = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await seen()).toContain('connected');
  await vi.advanceTimersByTimeAsync(600);
  expect(await seen()).toContain('"status":"awaiting_review"');
  await vi.advanceTimersByTimeAsync(500);
  expect(await seen()).toContain('"status":"approved"');
  await reader.cancel();
  expect(vi.getTimerCount()).toBe(0);
  mock.close();
});

test.each(['closed', 'deleted'])('a mock that is %s leaves no timer', async (how) => {
  const { mock, stream } = await watched();
  expect(vi.getTimerCount()).toBe(1);
  if (how === 'closed') mock.close();
  else await stream.body?.cancel();
  expect(vi.getTimerCount()).toBe(0);
});

test('with a frozen clock nothing happens by itself', async () => {
  const { mock, stream } = await watched({ frozenAt: '2026-05-13T09:05:00.000Z' });
  await vi.advanceTimersByTimeAsync(5000);
  mock.close();
  expect(await stream.text()).toBe(': connected\n\n');
});
