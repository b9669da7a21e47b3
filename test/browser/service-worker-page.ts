import { setupWorker } from 'msw/browser';
import { createMock, SCENARIOS } from '../../src/browser.ts';
import { mswHandlers } from '../../src/msw/msw-handlers.ts';
import { FRONT_END_TESTS } from '../support/front-end-tests.ts';

/** No server is there: what the service worker lets through, fails. */
const API = 'https://api.example.com';

/** What the runner calls in the page. */
export interface ServiceWorkerPage {
  readonly start: () => Promise<void>;
  /** Runs the test with this name, and answers what it saw. */
  readonly run: (name: string) => Promise<unknown>;
  /** The script that sees this page's requests. */
  readonly controller: () => string | undefined;
}

const frontEnd: ServiceWorkerPage = {
  start: async () => {
    const mock = await createMock({ scenario: SCENARIOS.seeds() });
    const worker = setupWorker(...mswHandlers(mock, { url: API }));
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  },
  run: async (name) => {
    const found = FRONT_END_TESTS.find((each) => each.name === name);
    return found?.run({ fetch: (request) => fetch(request), url: API });
  },
  controller: () => navigator.serviceWorker.controller?.scriptURL,
};
Object.assign(globalThis, { frontEnd });
