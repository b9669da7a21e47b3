// For tests of a front end: import it from 'review-kit/testing'.

export { REVIEW_FIXTURES, type ReviewFixtures } from './testing/review-fixtures.ts';
export { createTestMock, startTestMock, type TestMock } from './testing/start-test-mock.ts';
export { connectTestSpace, type RunningMock } from './testing/connect-test-space.ts';
export type { ClockReading, SpaceClock, SpaceJournal, TestSpace } from './testing/test-space.ts';
export type { ActorClient, DecisionReply, OverlayReply } from './testing/actor-client.ts';
export type { JsonClient, JsonReply } from './testing/json-client.ts';
export type { GateOverrides, OpenedReview } from './testing/opened-review.ts';
export { expectRequests, type RequestPattern } from './testing/expect-requests.ts';
