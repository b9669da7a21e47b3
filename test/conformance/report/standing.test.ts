import { describe, expect, test } from 'vitest';
import { areaName, areaOf, AREAS, byArea } from '../../../src/conformance/report/area-names.ts';
import type { Finding, RequirementResult } from '../../../src/conformance/report/report.ts';
import {
  countByLevel,
  findingsThatAre,
  resultsThatAre,
  standingOf,
  unjudgedByReason,
} from '../../../src/conformance/report/standing.ts';
import { loadRequirements } from '../../../src/contract/requirements.ts';
import { FINDINGS, sampleReport } from './sample-report.ts';

const REPORT = sampleReport();
const RESULT = REPORT.requirements.find(({ id }) => id === 'CAS-1') as RequirementResult;
const NOTE = { reason: 'r', expires: '2027-01-01' } as const;

describe('the standing of a requirement', () => {
  test.each([
    ['pass', 'must', 'passing'],
    ['fail', 'must', 'failing'],
    ['warn', 'must', 'warning'],
    ['warn', 'should', 'failing'],
    ['skip', 'must', 'unjudged'],
    ['not-testable', 'should', 'unjudged'],
    ['inconclusive', 'should', 'unjudged'],
  ] as const)('%s in a run that fails from %s on is %s', (status, failLevel, standing) => {
    expect(standingOf({ ...RESULT, status }, failLevel)).toBe(standing);
  });

  test.each([
    ['known', 'accepted'],
    ['expired', 'failing'],
    ['passes-again', 'failing'],
  ] as const)('is what a baseline that says %s makes of a failure: %s', (state, standing) => {
    const result = { ...RESULT, status: 'fail', baseline: { ...NOTE, state } } as const;
    expect(standingOf(result, 'must')).toBe(standing);
  });

  test('sorts requirements and findings, those of a MUST first', () => {
    const idsOf = (standing: Parameters<typeof resultsThatAre>[0]) =>
      resultsThatAre(standing, REPORT).map(({ id }) => id);
    expect(idsOf('warning')).toEqual(['LIM-1']);
    expect(idsOf('accepted')).toEqual(['TIME-1']);
    const [must] = FINDINGS as readonly [Finding];
    const should = { ...must, id: 'CAS-2#2', level: 'SHOULD' } as const;
    const requirements = [{ ...RESULT, status: 'fail', findings: [should, must] } as const];
    const placed = findingsThatAre('failing', { ...REPORT, requirements });
    expect(placed.map(({ finding }) => finding.id)).toEqual(['CAS-2#1', 'CAS-2#2']);
  });

  test('groups by reason what was not judged, the commonest first', () => {
    const groups = unjudgedByReason({
      ...REPORT,
      requirements: [
        { ...RESULT, id: 'A-1', status: 'skip', reason: 'x' },
        { ...RESULT, id: 'A-2', status: 'inconclusive', reason: 'x' },
        { ...RESULT, id: 'A-3', status: 'inconclusive', reason: 'x' },
        { ...RESULT, id: 'A-4', status: 'not-testable' },
        { ...RESULT, id: 'A-5', status: 'pass' },
      ],
    });
    expect(groups).toEqual([
      { reason: 'inconclusive: x', ids: ['A-2', 'A-3'] },
      { reason: 'skipped: x', ids: ['A-1'] },
      { reason: 'not testable: no reason was given', ids: ['A-4'] },
    ]);
  });

  test('counts every requirement once', () => {
    const counts = Object.values(countByLevel(REPORT.requirements)).flatMap(Object.values);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(REPORT.requirements.length);
  });
});

describe('areas', () => {
  test('have a name, all that the catalogue has', () => {
    const areas = new Set(loadRequirements().map(({ id }) => areaOf(id)));
    expect([...areas].filter((area) => areaName(area) === area)).toEqual([]);
    expect(AREAS.filter((area) => !areas.has(area))).toEqual([]);
  });

  test('stand in the order of the contract, their requirements by number', () => {
    const ids = ['NEW-10', 'CAS-4', 'AUTH-1', 'CAS-2', 'X-1', 'NEW-9'].map((id) => ({ id }));
    expect(byArea(ids).map(([area, items]) => [area, ...items.map(({ id }) => id)])).toEqual([
      ['AUTH', 'AUTH-1'],
      ['CAS', 'CAS-2', 'CAS-4'],
      ['X', 'X-1'],
      ['NEW', 'NEW-9', 'NEW-10'],
    ]);
    expect(areaName('NEW')).toBe('NEW');
  });
});
