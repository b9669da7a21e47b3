import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { loadRequirements } from '../../src/contract/requirements.ts';
import { defineConformance } from '../../src/conformance/define-conformance.ts';
import { createMock } from '../../src/mock/mock.ts';

vi.setConfig({ testTimeout: 180_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(ROOT, 'test/.nested-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface NestedReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs a test file of a team by vitest, and reads what it reports. */
async function nested(options: string) {
  const file = join(folder, 'team.test.ts');
  const imports = ['conformance/define-conformance', 'mock/mock'].map(
    (path) => `await import(${JSON.stringify(join(ROOT, 'src', `${path}.ts`))})`,
  );
  const broken = JSON.stringify(join(ROOT, 'test/conformance/broken-servers.ts'));
  writeFileSync(
    file,
    `const { defineConformance } = ${imports[0]};
     const { createMock } = ${imports[1]};
     const { takingRejectionsWithoutReason: breaking } = await import(${broken});
     defineConformance(${options});`,
  );
  const config = join(folder, 'vitest.config.ts');
  writeFileSync(config, `export default { root: ${JSON.stringify(folder)} };`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', config, '--reporter', 'json', '--maxWorkers', '1'];
  const text = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const report = JSON.parse(text.slice(text.indexOf('{"'))) as NestedReport;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const statusOf = (start: string) =>
    results.find(({ title }) => title.startsWith(start))?.status ?? 'missing';
  return { success: report.success, results, statusOf };
}

const FEW = `seed: '1', mode: 'smoke', only: ['DEC-3', 'CAS-1']`;

describe('a team’s test file', () => {
  test('has a test for each requirement; what was not judged is skipped', async () => {
    const { success, results, statusOf } = await nested(
      `async () => ({ target: { kind: 'fetch', fetch: (await createMock()).fetch }, ${FEW} })`,
    );
    expect(success).toBe(true);
    expect(results).toHaveLength(loadRequirements().length + 1);
    expect(statusOf('the run says enough')).toBe('passed');
    const passed = results.filter(({ status }) => status === 'passed').map(({ title }) => title);
    expect(passed.map((title) => title.split(' ')[0]).toSorted()).toEqual([
      'CAS-1',
      'DEC-3',
      'the',
    ]);
    expect(statusOf('REV-1 ')).toBe('skipped');
  });

  test('fails by the id that is broken, in the words of the finding', async () => {
    const { success, results, statusOf } = await nested(
      `async () => ({ target: { kind: 'fetch', fetch: breaking((await createMock()).fetch) }, ${FEW} })`,
    );
    expect(success).toBe(false);
    expect([statusOf('DEC-3 '), statusOf('CAS-1 ')]).toEqual(['failed', 'passed']);
    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.failureMessages.join('\n')).toContain('submit_decision answered 200');
  });

  test('fails when the server is away, and passes nothing', async () => {
    const { success, results, statusOf } = await nested(
      `{ target: { kind: 'fetch', fetch: () => Promise.reject(new Error('away')) }, ${FEW} }`,
    );
    expect(success).toBe(false);
    expect(statusOf('the run says enough')).toBe('failed');
    expect(results.filter(({ status }) => status === 'passed')).toEqual([]);
  });
});

// Called here as a team would; its tests stand beside the others.
defineConformance(async () => ({
  target: { kind: 'fetch', fetch: (await createMock({ seed: '1' })).fetch },
  seed: '1',
  mode: 'smoke',
  only: ['DEC-3', 'CAS-1'],
}));
