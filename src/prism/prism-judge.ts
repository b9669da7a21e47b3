import type { IPrismDiagnostic } from '@stoplight/prism-core';
import type { IHttpRequest, IHttpResponse } from '@stoplight/prism-http';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';
import { errorsAmong } from './diagnostic-faults.ts';
import type { PrismOperation } from './spec-operations.ts';

/** What Prism finds wrong with a request; nothing when it is valid. */
export function judgeInput(
  resource: PrismOperation,
  element: IHttpRequest,
): readonly IPrismDiagnostic[] {
  const result = validateInput({ resource, element });
  return 'left' in result ? errorsAmong(result.left) : [];
}

/** What Prism finds wrong with a reply; nothing when it is valid. */
export function judgeOutput(
  resource: PrismOperation,
  element: IHttpResponse,
): readonly IPrismDiagnostic[] {
  const result = validateOutput({ resource, element });
  return 'left' in result ? errorsAmong(result.left) : [];
}
