import type { Check } from '../check.ts';
import { CONDITIONAL_REVIEW_CHECKS } from './conditional-review-checks.ts';
import { CREATE_REFUSAL_CHECKS } from './create-refusal-checks.ts';
import { CREATE_VERSION_CHECKS } from './create-version-checks.ts';
import { LIST_FILTER_CHECKS } from './list-filter-checks.ts';
import { LIST_PAGE_CHECKS } from './list-page-checks.ts';
import { LIST_WALK_CHECKS } from './list-walk-checks.ts';
import { MOVED_REV_CHECKS } from './moved-rev-checks.ts';
import { ONE_STATE_CHECKS } from './one-state-checks.ts';
import { QUEUE_CHECKS } from './queue-checks.ts';
import { QUEUE_ITEM_CHECKS } from './queue-item-checks.ts';
import {
  CONFLICT_CHECKS,
  HELD_RUN_CHECKS,
  REPEAT_BESIDE_LEAVES_CHECKS,
  REPEATED_VERDICT_CHECKS,
} from './repeated-verdict-checks.ts';
import { REVIEW_VIEW_CHECKS } from './review-view-checks.ts';
import { SAME_CONTENT_CHECKS } from './same-content-checks.ts';
import { SNAPSHOT_SHAPE_CHECKS } from './snapshot-shape-checks.ts';
import { SUPERSEDED_CHECKS } from './superseded-checks.ts';
import { VERDICT_CHECKS } from './verdict-checks.ts';
import { VERSION_ID_CHECKS } from './version-id-checks.ts';
import { VERSION_LIST_CHECKS } from './version-list-checks.ts';

/** The resource surface: its reviews, versions and verdicts. Source: RES-1 … RES-8. */
export const RESOURCE_CHECKS: readonly Check[] = [
  ...REVIEW_VIEW_CHECKS,
  ...VERSION_ID_CHECKS,
  ...CREATE_VERSION_CHECKS,
  ...CREATE_REFUSAL_CHECKS,
  ...SAME_CONTENT_CHECKS,
  ...SNAPSHOT_SHAPE_CHECKS,
  ...VERDICT_CHECKS,
  ...REPEATED_VERDICT_CHECKS,
  ...REPEAT_BESIDE_LEAVES_CHECKS,
  ...CONFLICT_CHECKS,
  ...HELD_RUN_CHECKS,
  ...SUPERSEDED_CHECKS,
];

/** Lists, pages and the queue. Source: LST-1 … LST-5, QUE-1. */
export const LIST_CHECKS: readonly Check[] = [
  ...LIST_FILTER_CHECKS,
  ...LIST_PAGE_CHECKS,
  ...LIST_WALK_CHECKS,
  ...VERSION_LIST_CHECKS,
  ...CONDITIONAL_REVIEW_CHECKS,
  ...QUEUE_CHECKS,
  ...QUEUE_ITEM_CHECKS,
];

/** One state on every surface. Source. */
export const SURFACE_CHECKS: readonly Check[] = [...ONE_STATE_CHECKS, ...MOVED_REV_CHECKS];
