import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { collectFault, faultHelp } from '../../src/cli/fault-option.ts';
import { HOSTILE_RULES } from '../../src/mock/faults/hostile.ts';
import { FAULT_KINDS } from '../../src/mock/faults/fault-rule.ts';
import { createControlContract, type FaultRule } from '../../src/contract/control-contract.ts';

/** The refusal that the command line shows beside the option. */
function refusalOf(text: string): string {
  try {
    collectFault(text);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

const { FaultRules: checkRules } = createControlContract();

describe('a fault', () => {
  test.each<[string, FaultRule]>([
    ['drop_after', { fault: 'drop_after' }],
    ['stale@claim_review', { fault: 'stale', match: { operation: 'claim_review' } }],
    [
      'drop_after@submit_decision:probability=0.2,times=3',
      {
        fault: 'drop_after',
        match: { operation: 'submit_decision' },
        probability: 0.2,
        times: 3,
      },
    ],
    ['delay:ms=500', { fault: 'delay', delay_ms: 500 }],
    ['delay:ms=200-800', { fault: 'delay', delay_ms: { uniform: [200, 800] } }],
    [
      'delay:median=200,sigma=0.6',
      { fault: 'delay', delay_ms: { lognormal: { median: 200, sigma: 0.6 } } },
    ],
    ['delay:median=200', { fault: 'delay', delay_ms: { lognormal: { median: 200, sigma: 0.5 } } }],
    ['error', { fault: 'error' }],
    ['error:status=429,retry_after=2', { fault: 'error', status: 429, retry_after_s: 2 }],
    ['error:probability=.5,seed=a=b', { fault: 'error', probability: 0.5, seed: 'a=b' }],
    [
      'truncate@get_overlay:method=get,path=/v1/*',
      {
        fault: 'truncate',
        match: { operation: 'get_overlay', method: 'GET', path: '/v1/*' },
      },
    ],
    ['lose_race:path=*:x', { fault: 'lose_race', match: { path: '*:x' } }],
  ])('is read from %s, as control takes it', (text, rule) => {
    expect(collectFault(text)).toEqual([rule]);
    expect(checkRules({ rules: [rule] })).toEqual([]);
  });

  test('comes after those before it', () => {
    expect(collectFault('stale', collectFault('error'))).toEqual([
      { fault: 'error' },
      { fault: 'stale' },
    ]);
  });

  test.each([
    [
      'drop_afer',
      "There is no fault 'drop_afer' (Did you mean drop_after?); there are delay, error,",
    ],
    ['', "There is no fault ''; there are delay"],
    [
      'error@claim',
      "There is no operation 'claim'; there are get_overlay, claim_review, release_review,",
    ],
    ['error@claim_reviev', '(Did you mean claim_review?)'],
    ['error@', "There is no operation ''"],
    ['error:statos=500', "error has no setting 'statos' (Did you mean status?); there are status,"],
    ['drop_after:ms=5', "drop_after has no setting 'ms'"],
    ['drop_after:status=500', "drop_after has no setting 'status'"],
    ['error:', "'' is no key=value, such as times=3."],
    ['error:status', "'status' is no key=value"],
    ['error:=5', "'=5' is no key=value"],
    ['error:status=200', 'status is a whole number from 400 to 599.'],
    ['error:status=4.5', 'status is a whole number'],
    ['error:retry_after=x', 'retry_after is seconds up to 86400.'],
    ['error:probability=1.1', 'probability is a number from 0 to 1.'],
    ['error:probability=-1', 'probability is a number'],
    ['error:probability=', 'probability is a number'],
    ['error:probability=1e-3', 'probability is a number'],
    ['error:times=0', 'times is a whole number, 1 or more.'],
    ['error:seed=', 'seed is any text.'],
    ['error:method=FETCH', 'method is GET, HEAD, POST, PUT, PATCH, DELETE.'],
    ['error:path=v1', 'path is a path that begins with / or *'],
    ['delay', 'A delay says how long, such as ms=500, ms=200-800 or median=200.'],
    ['delay:ms=', 'ms is milliseconds up to 600000, such as 500, or a range such as 200-800.'],
    ['delay:ms=800-200', 'The least, 800, is more than the most, 200.'],
    ['delay:ms=600001', 'ms is milliseconds up to 600000'],
    ['delay:ms=1-600001', 'ms is milliseconds up to 600000'],
    ['delay:ms=-5', 'ms is milliseconds'],
    ['delay:median=x', 'median is milliseconds up to 600000.'],
    ['delay:sigma=0.5', 'sigma is a number from 0 to 5; it comes with median.'],
    ['delay:median=5,sigma=9', 'sigma is a number from 0 to 5'],
  ])('is not read from %j', (text, words) => {
    expect(refusalOf(text)).toContain(words);
  });
});

describe('the help', () => {
  test('names every fault and fits a terminal', () => {
    const help = faultHelp();
    for (const kind of FAULT_KINDS) expect(help).toContain(`\n  ${kind} `);
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('says what --hostile turns on', () => {
    const [, hostile = ''] = faultHelp().split('--hostile:');
    const told = { delay: '120 ms', error: '1 %', drop_after: '2 %', lose_race: '5 %' };
    expect(HOSTILE_RULES.map((rule) => rule.fault)).toEqual(
      expect.arrayContaining(Object.keys(told)),
    );
    for (const { fault, probability } of HOSTILE_RULES) {
      const words = hostile.replaceAll(/\s+/g, ' ');
      expect(words).toContain(fault);
      expect(words).toContain(probability === undefined ? 'on all' : `${probability * 100} %`);
    }
    expect(hostile).toContain('503');
    expect(hostile).toContain('429');
  });
});
