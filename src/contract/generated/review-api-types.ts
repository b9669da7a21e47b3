// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.
/* eslint-disable */
export interface paths {
    readonly "/v1/workflows/reviews/{run_id}/{block_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read one review with its versions, decisions and audit
         * @description Answers the whole overlay of the review that gates this block run. Its `rev` is the stamp that the next write has to send (CAS-1). Reading changes nothing (REV-6); a claim whose time is up is shown as null (CLM-3).
         */
        readonly get: operations["get_overlay"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{run_id}/{block_id}/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say that you are working on a review
         * @description Sets the claim to the caller for `ttl_seconds` from now (CLM-1), replacing any claim that stands. It warns others off and locks nothing: everybody may still write (CLM-2). A stamp other than the current `rev` is 409 (CAS-1), and so is any claim on a decided review (DEC-5).
         */
        readonly post: operations["claim_review"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{run_id}/{block_id}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give up the claim without deciding
         * @description Clears the claim, whoever holds it (CLM-2, CLM-4). Releasing where nothing is claimed is an ordinary success, though it may leave `rev` where it was (REV-6). The stamp is checked as on every write (CAS-1); a decided review answers 409 (DEC-5).
         */
        readonly post: operations["release_review"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{run_id}/{block_id}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add a corrected version of the output
         * @description Appends one more full snapshot under the next `seq`, written by the caller; the status stays (VER-1). Send either `snapshot` or `reviewable_value`: both, or neither, is 422 (VER-1), and so is a `parent_seq` that does not exist (VER-2). A repeat with the same `command_id` and body adds nothing and answers 200, even with the old stamp (IDM-1). Otherwise the stamp has to match (CAS-1), and a decided review answers 409 (DEC-5).
         */
        readonly post: operations["append_version"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{run_id}/{block_id}/decision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Approve or reject a review
         * @description Approving lets the run go on with the effective version (DEC-1, RUN-1); with `edited_output` or `reviewable_value` a corrected version is appended and approved in the same write, both or neither (DEC-2). Rejecting needs a reason and cancels the run (DEC-3, RUN-1). No claim is needed, and a standing one is cleared (DEC-4). A repeat with the same `command_id` and body is answered but not applied again (IDM-1, IDM-2); the same `command_id` with another body is 409 (IDM-3). Otherwise the stamp has to match (CAS-1), and a decided review answers 409 (DEC-5).
         */
        readonly post: operations["submit_decision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List reviews, oldest first
         * @description Pages through reviews in order of `created_at`, ties broken by id (LST-2). Filters add up (LST-1); without `decision_status` only undecided reviews are listed. `after` and `before` are ids that the page excludes (LST-3), and a walk by `after` meets each review that matched all along exactly once, whatever is written meanwhile (LST-4). A cursor that names no review is 422; 404 is tolerated (LST-3). A request that carries a `status` or `mine` parameter, whatever its value, is not this operation but the overlay queue, described beside it as `x-overlay-queue`.
         */
        readonly get: operations["list_reviews"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{review_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read one review by its id
         * @description Answers the review with its decision, null until there is one (RES-1). Reviews of conditional blocks are 404 here (LST-5).
         */
        readonly get: operations["get_review"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{review_id}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Approve one version of a review
         * @description The run goes on with the named version (RES-5, RUN-1); a version that is not this review's is 404 (RES-5). Approving the same version again answers `already_applied` (RES-6). Once another decision stands, the answer is `conflict` with that decision, or 409 (RES-7). Where other versions would be left behind, the server may ask that they be acknowledged and answers 409 otherwise (RES-8).
         */
        readonly post: operations["approve_review"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/{review_id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reject a review for a stated reason
         * @description The run is cancelled (RUN-1). The named version has to belong to the review (RES-5), and the reason must say something: blank is 422 (RES-1, DEC-3). Rejecting the same version again answers `already_applied`, with any reason (RES-6); once another decision stands, the answer is `conflict` with that decision, or 409 (RES-7).
         */
        readonly post: operations["reject_review"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the versions of one review
         * @description Ordered by `created_at`, then by `seq`, and paged like the reviews (LST-3). `review_id` has to be sent (422), and an unknown one is 404. Snapshots that occur twice are listed once, as first created (RES-3).
         */
        readonly get: operations["list_review_versions"];
        readonly put?: never;
        /**
         * Create a version on top of another
         * @description Adds a full snapshot as a child of an existing version of the review; an unknown review or parent is 404 (RES-3). The snapshot has to fit the block type (RES-4). Sending the same review, parent and snapshot again answers 201 with the version that exists, even on a decided review; the same snapshot under another parent is 409 (RES-3). Anything new on a decided review is 409 (RES-7), and so may be a parent beside which other leaves stand unacknowledged (RES-8).
         */
        readonly post: operations["create_review_version"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/reviews/versions/{version_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read one version by its id
         * @description The literal segment `versions` beats a parameter, so this path is never read as a run and a block. As the id is a hash of the snapshot alone (RES-2), two reviews may share it; any of their versions may then be answered (RES-3).
         */
        readonly get: operations["get_review_version"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/runs/{run_id}/agent-hil-reviews/{block_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what an agent makes of a review
         * @description Shows how far the agent has come and what it proposes. Until an agent was set to work on this block the answer is 404 (AGT-1). The status only moves forward (AGT-2); the mode says what becomes of the proposal (AGT-3).
         */
        readonly get: operations["get_agent_hil_review"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/runs/{run_id}/hil-decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Decide a review without a stamp
         * @description Decides whatever version is current; `modified_data` with an approval is appended first, as `edited_output` is (HIL-1). The same decision again is answered `already_received` or `already_applied`; a different one is 409 (HIL-1). Rejecting with `modified_data` is 422, a block without a review 404 (HIL-1). If an agent was still at work, it is superseded (AGT-5).
         */
        readonly post: operations["submit_hil_decision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflows/runs/{run_id}/hil-decisions/{block_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the decision on a block
         * @description Before any decision the answer is 200 with `decision_received: false`; a block without a review is 404 (HIL-1). Decisions made on the other surfaces show here too.
         */
        readonly get: operations["get_hil_decision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who did something. Models, agents and people are described alike. */
        readonly Actor: {
            /**
             * @description Whether a model, an agent or a person acted.
             * @enum {string}
             */
            readonly kind: "model" | "agent" | "human";
            /** @description The id of the actor, stable across acts. */
            readonly id: string;
            /** @description The name to show to people. */
            readonly display_name: string;
        };
        /**
         * Format: date-time
         * @description A moment in RFC 3339 with an offset, such as `2026-05-13T08:14:02.341Z` (TIME-1).
         */
        readonly Instant: string;
        /** @description The full output of the block, never a patch. Its usual shape follows the block type: for extract any object, for classifier `{category}`, for split `{documents: [{name, pages}]}`, for for_each `{partitions: [{key, pages}]}` (RES-4). The overlay surface takes any object (VER-1). */
        readonly Snapshot: {
            readonly [key: string]: unknown;
        };
        /**
         * @description The outcome of a decision; approved lets the run go on, rejected cancels it (RUN-1).
         * @enum {string}
         */
        readonly Verdict: "approved" | "rejected";
        /** @description `rvr_` and the unpadded base32 of the first 16 bytes of the SHA-256 of the snapshot's canonical JSON (RFC 8785), so equal snapshots have equal ids (RES-2). */
        readonly VersionId: string;
        /**
         * @description What kind of block is gated; it decides which predicates make sense (PRD-5).
         * @enum {string}
         */
        readonly BlockType: "extract" | "classifier" | "split" | "conditional" | "for_each";
        /**
         * @description Awaiting until a decision, then its verdict (REV-3).
         * @enum {string}
         */
        readonly ReviewStatus: "awaiting_review" | "approved" | "rejected";
        /**
         * @description `accepted` for a fresh decision; for a repeat `already_received` while the run has yet to apply it, `already_applied` once it has (IDM-2, HIL-1).
         * @enum {string}
         */
        readonly SubmissionStatus: "accepted" | "already_received" | "already_applied";
        /** @description The `rev` that the caller last read. Any other value than the current one, older or newer, is 409 and nothing is applied (CAS-1). */
        readonly VersionStamp: number;
        /** @description One review as one document, with everything that happened to it. */
        readonly ReviewOverlay: {
            /** @description The id of the overlay, equal to `block_run_id` (REV-1). */
            readonly _id: string;
            /** @description The organization that owns the workflow (REV-9). */
            readonly organization_id?: string;
            /** @description The workflow that the run belongs to. */
            readonly workflow_id: string;
            /** @description The version of the workflow that the run was started on and goes on with. */
            readonly workflow_version_id: string;
            /** @description The run that waits, `run_id` in the path. */
            readonly workflow_run_id: string;
            /** @description The gated block. */
            readonly block_id: string;
            /** @description This one execution of the block within the run. */
            readonly block_run_id: string;
            /** @description What kind of block is gated. */
            readonly block_type: components["schemas"]["BlockType"];
            /** @description The predicate that fired and so opened the review (PRD-4). */
            readonly triggered_by: components["schemas"]["ReviewPredicate"];
            /** @description Where the review stands (REV-3). */
            readonly status: components["schemas"]["ReviewStatus"];
            /** @description Since when the review waits for a verdict; renewed when it is reopened (DEC-5). */
            readonly awaiting_since: components["schemas"]["Instant"];
            /**
             * Format: date-time
             * @description When the standing decision was made; null exactly while awaiting (REV-3).
             */
            readonly decided_at?: string | null;
            /**
             * @description Orders the queue, higher first (QUE-1).
             * @default 0
             */
            readonly priority?: number;
            /**
             * @description The stamp of the whole document, one more after every write (REV-6); to be sent back as `version_stamp` (CAS-1).
             * @default 0
             */
            readonly rev?: number;
            /** @description Who says to be working on it, null when nobody does or the time is up (CLM-3). */
            readonly claim?: components["schemas"]["ReviewClaim"] | null;
            /** @description All versions by ascending `seq`, from 0 without a gap (REV-2). */
            readonly versions: readonly components["schemas"]["OutputVersion"][];
            /**
             * @description The `seq` of the last version (REV-2).
             * @default 0
             */
            readonly head_seq: number;
            /** @description The `seq` of the version that the run goes on with. Set by an approval only, null while awaiting or rejected (REV-4). */
            readonly effective_seq?: number | null;
            /** @description All decisions, oldest first, never removed; empty until the first (REV-5). */
            readonly decisions?: readonly components["schemas"]["ReviewDecision"][];
            /** @description All acts, oldest first, never removed (REV-5, REV-8). */
            readonly audit?: readonly components["schemas"]["AuditEntry"][];
            /** @description When the review was opened (REV-9). */
            readonly created_at?: components["schemas"]["Instant"];
            /** @description When the review was last written to (REV-9); a refused write leaves it (CAS-4). */
            readonly updated_at?: components["schemas"]["Instant"];
        };
        /** @description The head of the queue of overlays (QUE-1). */
        readonly OverlayQueue: {
            /** @description The overlays, most urgent first (QUE-1). */
            readonly data: readonly components["schemas"]["OverlayQueueItem"][];
            /**
             * @description Whether more overlays match than `limit` let through (QUE-1).
             * @default false
             */
            readonly has_more?: boolean;
        };
        /** @description An overlay without its versions, decisions and audit (QUE-1). */
        readonly OverlayQueueItem: {
            /** @description The id of the overlay, equal to `block_run_id` (REV-1). */
            readonly _id: string;
            /** @description The organization that owns the workflow (REV-9). */
            readonly organization_id?: string;
            /** @description The workflow that the run belongs to. */
            readonly workflow_id: string;
            /** @description The version of the workflow that the run was started on and goes on with. */
            readonly workflow_version_id: string;
            /** @description The run that waits, `run_id` in the paths of this surface. */
            readonly workflow_run_id: string;
            /** @description The gated block. */
            readonly block_id: string;
            /** @description This one execution of the block within the run. */
            readonly block_run_id: string;
            /** @description What kind of block is gated. */
            readonly block_type: components["schemas"]["BlockType"];
            /** @description The predicate that fired and so opened the review (PRD-4). */
            readonly triggered_by: components["schemas"]["ReviewPredicate"];
            /** @description Where the review stands (REV-3). */
            readonly status: components["schemas"]["ReviewStatus"];
            /** @description Since when the review waits for a verdict; the second key of the order (QUE-1). */
            readonly awaiting_since: components["schemas"]["Instant"];
            /**
             * Format: date-time
             * @description When the standing decision was made; null exactly while awaiting (REV-3).
             */
            readonly decided_at?: string | null;
            /**
             * @description The first key of the order, higher first (QUE-1).
             * @default 0
             */
            readonly priority?: number;
            /**
             * @description The stamp of the whole document, to be sent back as `version_stamp` (CAS-1).
             * @default 0
             */
            readonly rev?: number;
            /** @description Who says to be working on it, null when nobody does or the time is up (CLM-3). */
            readonly claim?: components["schemas"]["ReviewClaim"] | null;
            /**
             * @description The `seq` of the last version (REV-2).
             * @default 0
             */
            readonly head_seq?: number;
            /** @description The `seq` of the approved version, null while awaiting or rejected (REV-4). */
            readonly effective_seq?: number | null;
            /** @description When the review was opened (REV-9). */
            readonly created_at?: components["schemas"]["Instant"];
            /** @description When the review was last written to (REV-9); a refused write leaves it (CAS-4). */
            readonly updated_at?: components["schemas"]["Instant"];
        };
        /** @description One full state of the block's output, never changed afterwards (REV-2). */
        readonly OutputVersion: {
            /** @description The number of the version; 0 is what the model put out (REV-2). */
            readonly seq: number;
            /** @description The `seq` of the version that this one corrects, null exactly for 0 (REV-7). */
            readonly parent_seq?: number | null;
            /** @description Who wrote the version; for `seq` 0 the model. */
            readonly author: components["schemas"]["Actor"];
            /**
             * @description How the version came about (VER-1).
             * @enum {string}
             */
            readonly origin: "model_output" | "agent_edit" | "human_edit" | "revert";
            /** @description The full output as of this version. */
            readonly snapshot: components["schemas"]["Snapshot"];
            /** @description The hex SHA-256 of the snapshot's canonical JSON, RFC 8785 (REV-7). */
            readonly content_sha256: string;
            /** @description What the author had to say about it, as given (VER-1). */
            readonly note?: string | null;
            /** @description When the version was added. */
            readonly created_at?: components["schemas"]["Instant"];
        };
        /** @description A lease that says who is working on a review. It locks nothing (CLM-2). */
        readonly ReviewClaim: {
            /** @description Who made the claim (CLM-1). */
            readonly holder: components["schemas"]["Actor"];
            /** @description When the claim was made (CLM-1). */
            readonly claimed_at?: components["schemas"]["Instant"];
            /** @description From when on the claim no longer holds (CLM-1, CLM-3). */
            readonly expires_at: components["schemas"]["Instant"];
        };
        /** @description A verdict on one version (DEC-1). */
        readonly ReviewDecision: {
            /** @description The id of the decision. */
            readonly decision_id?: string;
            /** @description Approved or rejected. */
            readonly verdict: components["schemas"]["Verdict"];
            /** @description Who decided. */
            readonly decided_by: components["schemas"]["Actor"];
            /** @description When it was decided. */
            readonly decided_at?: components["schemas"]["Instant"];
            /** @description The `seq` of the version that was judged (DEC-1). */
            readonly on_seq: number;
            /** @description The `seq` that the run goes on with, null for a rejection (DEC-1, DEC-3). */
            readonly effective_seq?: number | null;
            /** @description Why it was rejected, null for an approval (DEC-1, DEC-3). */
            readonly reason?: string | null;
            /** @description The earlier decision that this one replaces after a reopening (DEC-5). */
            readonly supersedes_decision_id?: string | null;
        };
        /** @description One act on the review, refused writes included (REV-8, CAS-4). */
        readonly AuditEntry: {
            /** @description The id of the entry (REV-8). */
            readonly entry_id?: string;
            /**
             * @description What happened; says the same as `action` in other words (REV-8).
             * @enum {string}
             */
            readonly event?: "overlay_created" | "version_appended" | "claimed" | "released" | "decided" | "reopened" | "stale_write_rejected";
            /**
             * @description What was done (REV-8).
             * @enum {string}
             */
            readonly action: "gate_fired" | "version_added" | "claimed" | "released" | "decision_made" | "reopened" | "stale_write_rejected";
            /** @description Who did it (REV-8). */
            readonly actor: components["schemas"]["Actor"];
            /** @description When it was done (REV-8). */
            readonly at?: components["schemas"]["Instant"];
            /** @description The `rev` that the act was based on; for a stale write the stamp sent (CAS-4). */
            readonly rev_observed: number;
            /** @description The `rev` that the act led to, null if it was refused (CAS-4). */
            readonly rev_result?: number | null;
            /** @description More about the act, different for each kind. */
            readonly detail?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description Asks for the claim (CLM-1). */
        readonly ClaimRequest: {
            /** @description The `rev` last read (CAS-1). */
            readonly version_stamp: components["schemas"]["VersionStamp"];
            /**
             * @description How long the claim holds, in seconds (CLM-1).
             * @default 900
             */
            readonly ttl_seconds?: number;
        };
        /** @description Gives the claim up (CLM-4). */
        readonly ReleaseRequest: {
            /** @description The `rev` last read (CAS-1). */
            readonly version_stamp: components["schemas"]["VersionStamp"];
        };
        /** @description A corrected output, given as `snapshot` or as `reviewable_value` (VER-1). */
        readonly AppendVersionRequest: {
            /** @description The `rev` last read (CAS-1). */
            readonly version_stamp: components["schemas"]["VersionStamp"];
            /** @description The full output as it should be (VER-1). */
            readonly snapshot?: {
                readonly [key: string]: unknown;
            } | null;
            /** @description The full output in the shape that a reviewer edits: for extract the object itself, for classifier `{category}`, for split `{splits: [{name, pages}]}`, for for_each `{chunks: [{key, pages}]}` (VER-1). */
            readonly reviewable_value?: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * @description Whether an agent or a person made the correction (VER-1).
             * @default human_edit
             * @enum {string}
             */
            readonly origin?: "agent_edit" | "human_edit";
            /** @description The `seq` of the version that was corrected; the head if left out (VER-2). */
            readonly parent_seq?: number | null;
            /** @description What to say about the correction (VER-1). */
            readonly note?: string | null;
            /** @description Names this try, so that a repeat is not applied twice (IDM-1). */
            readonly command_id?: string | null;
        };
        /** @description A verdict, for an approval with a corrected output if need be (DEC-1, DEC-2, DEC-3). */
        readonly SubmitDecisionRequest: {
            /** @description Approved or rejected. */
            readonly verdict: components["schemas"]["Verdict"];
            /** @description The `rev` last read (CAS-1). */
            readonly version_stamp: components["schemas"]["VersionStamp"];
            /** @description The full output as it should be, appended as a new version and approved with it. With a rejection 422 (DEC-2, DEC-3). */
            readonly edited_output?: {
                readonly [key: string]: unknown;
            } | null;
            /** @description The same as `edited_output`, in the shape that a reviewer edits (VER-1). Both at once is 422 (DEC-2). */
            readonly reviewable_value?: {
                readonly [key: string]: unknown;
            } | null;
            /** @description The `seq` of the version judged, the head if left out; unknown is 422 (DEC-1). Beside `edited_output` it becomes the parent of the new version (DEC-2). */
            readonly on_seq?: number | null;
            /** @description The `seq` that the run is to go on with, `on_seq` if left out; unknown is 422 (DEC-1). Not beside `edited_output` (DEC-2) nor with a rejection (DEC-3). */
            readonly effective_seq?: number | null;
            /** @description Why it is rejected; must not be blank then (DEC-3). An approval records none (DEC-1). */
            readonly reason?: string | null;
            /** @description Names this try, so that a repeat is not applied twice (IDM-1). */
            readonly command_id?: string | null;
        };
        /** @description What became of a decision (DEC-1, IDM-2). */
        readonly SubmitDecisionResponse: {
            /** @description Whether the decision is fresh or a repeat (IDM-2). */
            readonly submission_status: components["schemas"]["SubmissionStatus"];
            /** @description The overlay as it stands after the decision. */
            readonly overlay: components["schemas"]["ReviewOverlay"];
        };
        /** @description One review and the decision on it, if there is one (RES-1). */
        readonly WorkflowReview: {
            /** @description The id of the review, `rev_` and 26 characters (REV-1). */
            readonly id: string;
            /** @description The workflow that the run belongs to. */
            readonly workflow_id: string;
            /** @description The version of the workflow that the run was started on and goes on with. */
            readonly workflow_version_id: string;
            /** @description The run that waits. */
            readonly run_id: string;
            /** @description The gated block. */
            readonly block_id: string;
            /** @description This one execution of the block within the run (REV-1). */
            readonly step_id: string;
            /** @description The step that this one runs inside of, null at the top. */
            readonly parent_step_id?: string | null;
            /** @description Which round of a loop this is, null outside of one (REV-1). */
            readonly iteration_key?: string | null;
            /**
             * @description What kind of block is gated; conditional ones do not appear here (LST-5).
             * @enum {string}
             */
            readonly block_type: "extract" | "split" | "classifier" | "for_each";
            /** @description The predicate that fired and so opened the review (PRD-4). */
            readonly triggered_by: components["schemas"]["ReviewPredicate"];
            /** @description When the review was opened. */
            readonly created_at: components["schemas"]["Instant"];
            /** @description The standing decision, null until there is one (RES-1). */
            readonly decision?: components["schemas"]["Decision"] | null;
        };
        /** @description One page of reviews (LST-2). */
        readonly WorkflowReviewList: {
            /** @description The reviews of this page, in the order asked for (LST-2). */
            readonly data: readonly components["schemas"]["WorkflowReview"][];
            /** @description How to reach the neighbouring pages (LST-3). */
            readonly list_metadata: components["schemas"]["ListMetadata"];
        };
        /** @description The cursors of a page (LST-3). */
        readonly ListMetadata: {
            /** @description The id of the first item when earlier ones exist, else null (LST-3). */
            readonly before: string | null;
            /** @description The id of the last item when more follow, else null (LST-3). */
            readonly after: string | null;
        };
        /** @description The decision that stands (RES-1). */
        readonly Decision: {
            /** @description Approved or rejected. */
            readonly verdict: components["schemas"]["Verdict"];
            /** @description The version approved or rejected (RES-1); for an approval the effective one. */
            readonly version_id: components["schemas"]["VersionId"];
            /** @description Who decided. */
            readonly author: components["schemas"]["Actor"];
            /** @description When it was decided. */
            readonly created_at: components["schemas"]["Instant"];
            /** @description Why it was rejected, null for an approval (RES-1). */
            readonly reason?: string | null;
        };
        /** @description One full state of the block's output, never changed afterwards (REV-2). */
        readonly WorkflowReviewVersion: {
            /** @description The id of the version, made from its snapshot (RES-2). */
            readonly id: components["schemas"]["VersionId"];
            /** @description The review that the version belongs to. */
            readonly review_id: string;
            /** @description The version that this one corrects, null for the model's output (REV-7). */
            readonly parent_id?: components["schemas"]["VersionId"] | null;
            /** @description Who wrote the version. */
            readonly author: components["schemas"]["Actor"];
            /** @description The full output as of this version. */
            readonly snapshot: components["schemas"]["Snapshot"];
            /** @description What the author had to say about it, as first given (RES-3). */
            readonly note?: string | null;
            /** @description When the version was first created. */
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description One page of the versions of a review. */
        readonly WorkflowReviewVersionList: {
            /** @description The versions of this page, oldest first. */
            readonly data: readonly components["schemas"]["WorkflowReviewVersion"][];
            /** @description How to reach the neighbouring pages (LST-3). */
            readonly list_metadata: components["schemas"]["ListMetadata"];
        };
        /** @description A corrected output and the version it corrects (RES-3). */
        readonly CreateReviewVersionRequest: {
            /** @description The review that is corrected; unknown is 404 (RES-3). */
            readonly review_id: string;
            /** @description The version that is corrected, one of this review's, else 404 (RES-3). */
            readonly parent_id: components["schemas"]["VersionId"];
            /** @description The full output as it should be, in the shape of the block type (RES-4). */
            readonly snapshot: components["schemas"]["Snapshot"];
            /** @description What to say about the correction (RES-3). */
            readonly note?: string | null;
            /**
             * @description The other leaves of the version tree that the caller knows of and means to leave behind (RES-8).
             * @default []
             */
            readonly acknowledged_superseded_version_ids?: readonly string[];
        };
        /** @description Which version to approve (RES-5). */
        readonly ApproveReviewRequest: {
            /** @description The version to go on with, one of this review's, else 404 (RES-5). */
            readonly version_id: components["schemas"]["VersionId"];
            /**
             * @description The other leaves of the version tree that the caller knows of and means to leave behind (RES-8).
             * @default []
             */
            readonly acknowledged_superseded_version_ids?: readonly string[];
        };
        /** @description Which version to reject and why (RES-5, RES-1). */
        readonly RejectReviewRequest: {
            /** @description The version that was judged, one of this review's, else 404 (RES-5). */
            readonly version_id: components["schemas"]["VersionId"];
            /** @description Why it is rejected; must not be blank (DEC-3). */
            readonly reason: string;
        };
        /** @description What became of a decision (RES-5, RES-6, RES-7). */
        readonly WorkflowReviewDecisionResponse: {
            /**
             * @description `accepted` for a fresh decision (RES-5), `already_applied` for the same one again (RES-6), `conflict` when another one stands (RES-7).
             * @default accepted
             * @enum {string}
             */
            readonly submission_status?: "accepted" | "already_applied" | "conflict";
            /** @description The review with the decision that stands. */
            readonly review: components["schemas"]["WorkflowReview"];
            /**
             * @description Whether the run took the decision up: `resumed` at once, rejections too, `pending` later, `failed` not at all, `skipped` when nothing new was decided (RES-5, RES-6).
             * @default resumed
             * @enum {string}
             */
            readonly resume_status?: "resumed" | "pending" | "failed" | "skipped";
            /** @description Why the run did not take it up; text when `failed` (RES-5). */
            readonly resume_error?: string | null;
        };
        /** @description An agent's attempt at a review (AGT-2). */
        readonly AgentHilReview: {
            /** @description The id of the attempt. */
            readonly id: string;
            /** @description The run that the block belongs to. */
            readonly run_id: string;
            /** @description The block under review. */
            readonly block_id: string;
            /** @description The workflow that the run belongs to. */
            readonly workflow_id: string;
            /**
             * @description What becomes of the proposal: `pre_review` leaves it to a person, `review` submits it unless the agent escalates, `auto` submits it if the agent is confident enough (AGT-3).
             * @enum {string}
             */
            readonly mode: "pre_review" | "review" | "auto";
            /**
             * @description How far the attempt has come. Only `queued` and `running` can still change (AGT-2).
             * @default queued
             * @enum {string}
             */
            readonly status?: "queued" | "running" | "proposed" | "submitted" | "escalated" | "failed" | "superseded_by_human";
            /** @description The session the agent works in, null before there is one. */
            readonly managed_agent_session_id?: string | null;
            /** @description The store of the session's credentials, null when there is none. */
            readonly managed_agent_vault_id?: string | null;
            /** @description What the agent proposes, null until it does. */
            readonly proposed_decision?: components["schemas"]["ProposedDecision"] | null;
            /** @description The command that carried the proposal into the review, once `submitted` (AGT-4). */
            readonly submitted_hil_command_id?: string | null;
            /** @description What went wrong, once `failed` (AGT-4). */
            readonly failure_reason?: string | null;
            /** @description The confidence from which `auto` submits, 0 to 1; fixed at the start (AGT-2, AGT-3). */
            readonly auto_threshold: number;
            /** @description How long the agent may run, in seconds; fixed at the start (AGT-2, AGT-4). */
            readonly timeout_seconds: number;
            /** @description When the agent was set to work. */
            readonly created_at: components["schemas"]["Instant"];
            /** @description When the attempt last changed. */
            readonly updated_at: components["schemas"]["Instant"];
        };
        /** @description What an agent proposes and what it goes by (AGT-6). */
        readonly ProposedDecision: {
            /** @description The proposed verdict, null exactly when the agent escalates (AGT-6). */
            readonly approved?: boolean | null;
            /** @description The full corrected output; only with an approval (AGT-6). */
            readonly modified_data?: {
                readonly [key: string]: unknown;
            } | null;
            /** @description How sure the agent is, 0 to 1 (AGT-3). */
            readonly confidence: number;
            /** @description What the agent checked, one item for each field, at least one (AGT-6). */
            readonly evidence: readonly components["schemas"]["EvidenceItem"][];
            /** @description The paths that `modified_data` changes, each with its evidence (AGT-6). */
            readonly changed_paths?: readonly string[];
            /**
             * @description Whether the agent leaves the verdict to a person (AGT-6).
             * @default false
             */
            readonly escalate?: boolean;
            /** @description Why it does; required when it does (AGT-6). */
            readonly escalation_reason?: string | null;
        };
        /** @description One field, what the agent did about it, and where the document says so. */
        readonly EvidenceItem: {
            /** @description The path of the field in the output. */
            readonly field_path: string;
            /**
             * @description Whether the value was kept, changed or refused.
             * @enum {string}
             */
            readonly action: "approved_unchanged" | "modified" | "rejected";
            /** @description The words of the document, literally. */
            readonly quote: string;
            /** @description Where those words stand. */
            readonly source: components["schemas"]["EvidenceSource"];
            /** @description The value that the agent found, any JSON. */
            readonly from_value?: unknown;
            /** @description The value that the agent proposes, any JSON. */
            readonly to_value?: unknown;
            /** @description Why, in short. */
            readonly reasoning_brief?: string | null;
        };
        /** @description A place in one of the documents of the run. */
        readonly EvidenceSource: {
            /** @description Which document, counted from 0. */
            readonly document_index: number;
            /** @description The title of the document, if it has one. */
            readonly document_title?: string | null;
            /** @description The page, counted from 1; null if there are none. */
            readonly page_number?: number | null;
            /** @description Start and end of the quote, counted in characters; null if not known. */
            readonly char_range?: readonly [
                number,
                number
            ] | null;
        };
        /** @description A verdict on whatever version is current (HIL-1). */
        readonly SubmitHILDecisionRequest: {
            /** @description A name for this try. Repeats are told by verdict and data all the same (HIL-1). */
            readonly command_id?: string | null;
            /** @description The block to decide on; without a review it is 404 (HIL-1). */
            readonly block_id: string;
            /** @description True approves, false rejects. */
            readonly approved: boolean;
            /** @description The full corrected output; with a rejection 422 (HIL-1). */
            readonly modified_data?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description What became of a decision (HIL-1). */
        readonly SubmitHILDecisionResponse: {
            /** @description Whether the decision is fresh or a repeat (HIL-1). */
            readonly submission_status: components["schemas"]["SubmissionStatus"];
            /** @description The decision that stands. */
            readonly decision: components["schemas"]["HILDecisionResource"];
        };
        /** @description The decision on a block, or that there is none yet (HIL-1). */
        readonly HILDecisionResource: {
            /** @description The run that the block belongs to. */
            readonly run_id: string;
            /** @description The block decided on. */
            readonly block_id: string;
            /** @description Where the block stands, in the server's words; null if not known. */
            readonly block_status?: string | null;
            /**
             * @description Whether there is a decision (HIL-1).
             * @default false
             */
            readonly decision_received?: boolean;
            /**
             * @description Whether the run has taken it up (IDM-2).
             * @default false
             */
            readonly decision_applied?: boolean;
            /** @description The verdict, null while there is none. */
            readonly approved?: boolean | null;
            /** @description The corrected output that came with the decision, null if none did. */
            readonly modified_data?: {
                readonly [key: string]: unknown;
            } | null;
            /** @description A hash of verdict and data, equal for equal decisions; null while there is none. */
            readonly payload_hash?: string | null;
            /**
             * Format: date-time
             * @description When the decision came in, null while there is none.
             */
            readonly received_at?: string | null;
            /**
             * Format: date-time
             * @description When the run took it up, null until then.
             */
            readonly applied_at?: string | null;
        };
        /** @description The condition under which a gate opens a review, told apart by `kind` (PRD-3). Missing evidence never fires (PRD-2). Where a review shows it, it is the one that fired (PRD-4). */
        readonly ReviewPredicate: components["schemas"]["ReviewAlways"] | components["schemas"]["ReviewValidationFailed"] | components["schemas"]["ReviewConfidenceLt"] | components["schemas"]["ReviewCategoryIn"] | components["schemas"]["ReviewTopMarginLt"] | components["schemas"]["ReviewSplitCountNeq"] | components["schemas"]["ReviewAnySplitPagesLt"] | components["schemas"]["ReviewBoundaryConfidenceLt"] | components["schemas"]["ReviewAnyRequiredFieldNull"] | components["schemas"]["ReviewFieldConfidenceLt"] | components["schemas"]["ReviewJsonCondition"] | components["schemas"]["ReviewBranchIn"] | components["schemas"]["ReviewAnyPagesUnassigned"] | components["schemas"]["ReviewAnyOf"] | components["schemas"]["ReviewAllOf"];
        /** @description Fires every time. */
        readonly ReviewAlways: {
            /**
             * @description Marks the predicate as `always`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "always";
        };
        /** @description Fires when the output breaks the JSON schema of the block. */
        readonly ReviewValidationFailed: {
            /**
             * @description Marks the predicate as `validation_failed`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "validation_failed";
        };
        /** @description Fires when the likelihood of the whole output is below `threshold` (PRD-1). For extract that is the mean over the fields, for classifier the likelihood of the winner. */
        readonly ReviewConfidenceLt: {
            /**
             * @description Marks the predicate as `confidence_lt`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "confidence_lt";
            /** @description The likelihood below which it fires, 0 to 1; equal does not fire (PRD-1). */
            readonly threshold: number;
        };
        /** @description Fires when the category chosen is one of `categories`, letter for letter. */
        readonly ReviewCategoryIn: {
            /**
             * @description Marks the predicate as `category_in`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "category_in";
            /** @description The categories to look out for. */
            readonly categories: readonly string[];
        };
        /** @description Fires when the best category leads the second best by less than `margin` (PRD-1). */
        readonly ReviewTopMarginLt: {
            /**
             * @description Marks the predicate as `top_margin_lt`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "top_margin_lt";
            /** @description The lead below which it fires, a difference of likelihoods from 0 to 1 (PRD-1). */
            readonly margin: number;
        };
        /** @description Fires when there are more or fewer items than `expected`. */
        readonly ReviewSplitCountNeq: {
            /**
             * @description Marks the predicate as `split_count_neq`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "split_count_neq";
            /** @description How many items there should be. */
            readonly expected: number;
        };
        /** @description Fires when an item has fewer than `min_pages` pages (PRD-1). */
        readonly ReviewAnySplitPagesLt: {
            /**
             * @description Marks the predicate as `any_split_pages_lt`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "any_split_pages_lt";
            /** @description How many pages each item should have at least. */
            readonly min_pages: number;
        };
        /** @description Fires when the likelihood of a page of any item is below `threshold` (PRD-1). */
        readonly ReviewBoundaryConfidenceLt: {
            /**
             * @description Marks the predicate as `boundary_confidence_lt`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "boundary_confidence_lt";
            /** @description The likelihood below which it fires, 0 to 1; equal does not fire (PRD-1). */
            readonly threshold: number;
        };
        /** @description Fires when a property that the schema requires is null or missing, at any depth that exists. */
        readonly ReviewAnyRequiredFieldNull: {
            /**
             * @description Marks the predicate as `any_required_field_null`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "any_required_field_null";
        };
        /** @description Fires when the likelihood at `path` is below `threshold` (PRD-1). */
        readonly ReviewFieldConfidenceLt: {
            /**
             * @description Marks the predicate as `field_confidence_lt`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "field_confidence_lt";
            /** @description The path of the field, such as `$.a.b` or `a.b`, with `a[0]` and `a[*]` for items. */
            readonly path: string;
            /** @description The likelihood below which it fires, 0 to 1; equal does not fire (PRD-1). */
            readonly threshold: number;
        };
        /** @description Fires when a condition over the output and its likelihoods holds. */
        readonly ReviewJsonCondition: {
            /**
             * @description Marks the predicate as `json_condition`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "json_condition";
            /** @description `{logical_operator, sub_conditions: [{path or path_ref, operator, value}]}`; the operator between the conditions is `and` unless it says `or`. */
            readonly condition: {
                readonly [key: string]: unknown;
            };
        };
        /** @description Fires when the branch taken is one of `branches`. */
        readonly ReviewBranchIn: {
            /**
             * @description Marks the predicate as `branch_in`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "branch_in";
            /** @description The branches to look out for. */
            readonly branches: readonly string[];
        };
        /** @description Fires when some pages ended up in no item. */
        readonly ReviewAnyPagesUnassigned: {
            /**
             * @description Marks the predicate as `any_pages_unassigned`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "any_pages_unassigned";
        };
        /** @description Fires when one of `predicates` does; the first that does, down to its leaf, is what the review shows (PRD-4). */
        readonly ReviewAnyOf: {
            /**
             * @description Marks the predicate as `any_of`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "any_of";
            /** @description The predicates, tried in this order (PRD-4). */
            readonly predicates: readonly components["schemas"]["ReviewPredicate"][];
        };
        /** @description Fires when all of `predicates` do; the review shows the whole of it (PRD-4). */
        readonly ReviewAllOf: {
            /**
             * @description Marks the predicate as `all_of`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "all_of";
            /** @description The predicates that all have to fire. */
            readonly predicates: readonly components["schemas"]["ReviewPredicate"][];
        };
        /** @description Why a request was refused, for every status but 422 (ERR-1). */
        readonly ErrorDetail: {
            /** @description A sentence for people. A server may send `{code, message, details: {error}}` instead (ERR-1). */
            readonly detail: string | Record<string, never>;
        };
        /** @description What is wrong with a request, point by point (ERR-1, SCH-3). */
        readonly HTTPValidationError: {
            /**
             * @description The points, at least one in practice.
             * @default []
             */
            readonly detail?: readonly components["schemas"]["ValidationError"][];
        };
        /** @description One thing wrong with a request (ERR-1). */
        readonly ValidationError: {
            /** @description The way to the spot, starting at `body`, `query`, `path` or `header` (ERR-1). */
            readonly loc: readonly (string | number)[];
            /** @description What is wrong, for people. */
            readonly msg: string;
            /** @description What is wrong, as a short word for programs. */
            readonly type: string;
            /**
             * @description What was sent at that spot, any JSON.
             * @default null
             */
            readonly input?: unknown;
            /**
             * @description The figures that the message speaks of, such as a limit.
             * @default {}
             */
            readonly ctx?: Record<string, never>;
        };
    };
    responses: {
        /** @description No credentials, or ones the server does not know; nothing happened (AUTH-1). */
        readonly Unauthorized: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description What the request names does not exist; nothing happened (ERR-2). */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The review has moved on; nothing but the audit has changed (CAS-4, ERR-2). */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The body is larger than 10 MiB (LIM-1). */
        readonly TooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The body is not declared as JSON (LIM-1). */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The request breaks its schema, or a rule about its content (SCH-3). */
        readonly ValidationError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HTTPValidationError"];
            };
        };
    };
    parameters: {
        /**
         * @description The workflow run that waits on the review.
         * @example run_abc123
         */
        readonly RunId: string;
        /**
         * @description The gated block within the run.
         * @example block_extract
         */
        readonly BlockId: string;
        /**
         * @description The block within the run that a person or an agent decides on.
         * @example hil-1
         */
        readonly HilBlockId: string;
        /**
         * @description The id of the review, `rev_` and 26 characters (REV-1).
         * @example rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY
         */
        readonly ReviewId: string;
        /**
         * @description The id of the version, `rvr_` and 26 characters (RES-2).
         * @example rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI
         */
        readonly VersionId: string;
        /**
         * @description Keep what belongs to this workflow (LST-1, QUE-1).
         * @example wf_1
         */
        readonly WorkflowId: string;
        /** @description An item's id; the page holds the items just before it, in the list's order. Taken from `list_metadata.before`. Not together with `after`: that is 422 (LST-3). */
        readonly Before: string;
        /** @description An item's id; the page starts just behind it. Taken from `list_metadata.after`. Not together with `before`: that is 422 (LST-3). */
        readonly After: string;
        /**
         * @description At most this many items in one answer; outside the range is 422 (LST-2, QUE-1).
         * @example 50
         */
        readonly Limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly get_overlay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The gated block within the run.
                 * @example block_extract
                 */
                readonly block_id: components["parameters"]["BlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The overlay as it stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewOverlay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly claim_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The gated block within the run.
                 * @example block_extract
                 */
                readonly block_id: components["parameters"]["BlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version_stamp": 3,
                 *       "ttl_seconds": 3600
                 *     }
                 */
                readonly "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        readonly responses: {
            /** @description The overlay with the new claim. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewOverlay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly release_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The gated block within the run.
                 * @example block_extract
                 */
                readonly block_id: components["parameters"]["BlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version_stamp": 4
                 *     }
                 */
                readonly "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        readonly responses: {
            /** @description The overlay without a claim. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewOverlay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly append_version: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The gated block within the run.
                 * @example block_extract
                 */
                readonly block_id: components["parameters"]["BlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version_stamp": 2,
                 *       "snapshot": {
                 *         "total_amount": 325,
                 *         "vendor_name": "Acme Corp"
                 *       },
                 *       "origin": "human_edit",
                 *       "note": "Corrected total to match ATM + checks subtotal.",
                 *       "command_id": "cmd_append_1"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AppendVersionRequest"];
            };
        };
        readonly responses: {
            /** @description The overlay with the new version at its head. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewOverlay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly submit_decision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The gated block within the run.
                 * @example block_extract
                 */
                readonly block_id: components["parameters"]["BlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "verdict": "approved",
                 *       "version_stamp": 4,
                 *       "command_id": "cmd_decide_1"
                 *     }
                 */
                readonly "application/json": components["schemas"]["SubmitDecisionRequest"];
            };
        };
        readonly responses: {
            /** @description The decision is recorded, now or by an earlier try of the same command. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmitDecisionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly list_reviews: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Keep what belongs to this workflow (LST-1, QUE-1).
                 * @example wf_1
                 */
                readonly workflow_id?: components["parameters"]["WorkflowId"];
                /**
                 * @description Keep reviews of this run (LST-1).
                 * @example run_abc123
                 */
                readonly run_id?: string;
                /**
                 * @description Keep reviews of this block (LST-1).
                 * @example block_extract
                 */
                readonly block_id?: string;
                /**
                 * @description Keep reviews of this step, the one execution of a block in a run (LST-1).
                 * @example run_abc123_block_extract
                 */
                readonly step_id?: string;
                /** @description Keep reviews of this round of a loop (LST-1). */
                readonly iteration_key?: string;
                /** @description Keep undecided reviews (`pending`), those with one verdict (`approved`, `rejected`), those with either (`decided`), or `all` of them (LST-1). */
                readonly decision_status?: "pending" | "approved" | "rejected" | "decided" | "all";
                /** @description An item's id; the page holds the items just before it, in the list's order. Taken from `list_metadata.before`. Not together with `after`: that is 422 (LST-3). */
                readonly before?: components["parameters"]["Before"];
                /** @description An item's id; the page starts just behind it. Taken from `list_metadata.after`. Not together with `before`: that is 422 (LST-3). */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description At most this many items in one answer; outside the range is 422 (LST-2, QUE-1).
                 * @example 50
                 */
                readonly limit?: components["parameters"]["Limit"];
                /** @description `asc` lists the oldest first, `desc` turns the list around (LST-2). */
                readonly order?: "asc" | "desc";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of reviews. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *           "workflow_id": "wf_1",
                     *           "workflow_version_id": "wfv_1",
                     *           "run_id": "run_abc123",
                     *           "block_id": "block_extract",
                     *           "step_id": "run_abc123_block_extract",
                     *           "parent_step_id": null,
                     *           "iteration_key": null,
                     *           "block_type": "extract",
                     *           "triggered_by": {
                     *             "kind": "always"
                     *           },
                     *           "created_at": "2026-05-13T08:14:02.341Z",
                     *           "decision": null
                     *         }
                     *       ],
                     *       "list_metadata": {
                     *         "before": null,
                     *         "after": null
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkflowReviewList"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the review, `rev_` and 26 characters (REV-1).
                 * @example rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY
                 */
                readonly review_id: components["parameters"]["ReviewId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The review as it stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *       "workflow_id": "wf_1",
                     *       "workflow_version_id": "wfv_1",
                     *       "run_id": "run_abc123",
                     *       "block_id": "block_extract",
                     *       "step_id": "run_abc123_block_extract",
                     *       "parent_step_id": null,
                     *       "iteration_key": null,
                     *       "block_type": "extract",
                     *       "triggered_by": {
                     *         "kind": "always"
                     *       },
                     *       "created_at": "2026-05-13T08:14:02.341Z",
                     *       "decision": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkflowReview"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly approve_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the review, `rev_` and 26 characters (REV-1).
                 * @example rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY
                 */
                readonly review_id: components["parameters"]["ReviewId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version_id": "rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ApproveReviewRequest"];
            };
        };
        readonly responses: {
            /** @description The review with the decision that stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "submission_status": "accepted",
                     *       "review": {
                     *         "id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *         "workflow_id": "wf_1",
                     *         "workflow_version_id": "wfv_1",
                     *         "run_id": "run_abc123",
                     *         "block_id": "block_extract",
                     *         "step_id": "run_abc123_block_extract",
                     *         "parent_step_id": null,
                     *         "iteration_key": null,
                     *         "block_type": "extract",
                     *         "triggered_by": {
                     *           "kind": "always"
                     *         },
                     *         "created_at": "2026-05-13T08:14:02.341Z",
                     *         "decision": {
                     *           "verdict": "approved",
                     *           "version_id": "rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI",
                     *           "author": {
                     *             "kind": "human",
                     *             "id": "user_42",
                     *             "display_name": "Dana Rivera"
                     *           },
                     *           "created_at": "2026-05-13T09:10:00.000Z",
                     *           "reason": null
                     *         }
                     *       },
                     *       "resume_status": "resumed",
                     *       "resume_error": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkflowReviewDecisionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly reject_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the review, `rev_` and 26 characters (REV-1).
                 * @example rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY
                 */
                readonly review_id: components["parameters"]["ReviewId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version_id": "rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI",
                 *       "reason": "Source document is illegible; cannot verify totals."
                 *     }
                 */
                readonly "application/json": components["schemas"]["RejectReviewRequest"];
            };
        };
        readonly responses: {
            /** @description The review with the decision that stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "submission_status": "accepted",
                     *       "review": {
                     *         "id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *         "workflow_id": "wf_1",
                     *         "workflow_version_id": "wfv_1",
                     *         "run_id": "run_abc123",
                     *         "block_id": "block_extract",
                     *         "step_id": "run_abc123_block_extract",
                     *         "parent_step_id": null,
                     *         "iteration_key": null,
                     *         "block_type": "extract",
                     *         "triggered_by": {
                     *           "kind": "always"
                     *         },
                     *         "created_at": "2026-05-13T08:14:02.341Z",
                     *         "decision": {
                     *           "verdict": "rejected",
                     *           "version_id": "rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI",
                     *           "author": {
                     *             "kind": "human",
                     *             "id": "user_42",
                     *             "display_name": "Dana Rivera"
                     *           },
                     *           "created_at": "2026-05-13T09:10:00.000Z",
                     *           "reason": "Source document is illegible; cannot verify totals."
                     *         }
                     *       },
                     *       "resume_status": "resumed",
                     *       "resume_error": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkflowReviewDecisionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly list_review_versions: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The review whose versions are wanted.
                 * @example rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY
                 */
                readonly review_id: string;
                /** @description An item's id; the page holds the items just before it, in the list's order. Taken from `list_metadata.before`. Not together with `after`: that is 422 (LST-3). */
                readonly before?: components["parameters"]["Before"];
                /** @description An item's id; the page starts just behind it. Taken from `list_metadata.after`. Not together with `before`: that is 422 (LST-3). */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description At most this many items in one answer; outside the range is 422 (LST-2, QUE-1).
                 * @example 50
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of versions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rvr_XEAM4ON3XNZEVX2XERKKRI7MJE",
                     *           "review_id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *           "parent_id": null,
                     *           "author": {
                     *             "kind": "model",
                     *             "id": "retab-small",
                     *             "display_name": "Retab Small"
                     *           },
                     *           "snapshot": {
                     *             "total_amount": 505,
                     *             "vendor_name": "Acme Corp"
                     *           },
                     *           "note": null,
                     *           "created_at": "2026-05-13T08:14:02.341Z"
                     *         },
                     *         {
                     *           "id": "rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI",
                     *           "review_id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                     *           "parent_id": "rvr_XEAM4ON3XNZEVX2XERKKRI7MJE",
                     *           "author": {
                     *             "kind": "human",
                     *             "id": "user_42",
                     *             "display_name": "Dana Rivera"
                     *           },
                     *           "snapshot": {
                     *             "total_amount": 325,
                     *             "vendor_name": "Acme Corp"
                     *           },
                     *           "note": "Corrected total to match ATM + checks subtotal.",
                     *           "created_at": "2026-05-13T09:02:51.118Z"
                     *         }
                     *       ],
                     *       "list_metadata": {
                     *         "before": null,
                     *         "after": null
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WorkflowReviewVersionList"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly create_review_version: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "review_id": "rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY",
                 *       "parent_id": "rvr_XEAM4ON3XNZEVX2XERKKRI7MJE",
                 *       "snapshot": {
                 *         "total_amount": 325,
                 *         "vendor_name": "Acme Corp"
                 *       },
                 *       "note": "Corrected total to match ATM + checks subtotal."
                 *     }
                 */
                readonly "application/json": components["schemas"]["CreateReviewVersionRequest"];
            };
        };
        readonly responses: {
            /** @description The version, new or as first created. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowReviewVersion"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_review_version: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the version, `rvr_` and 26 characters (RES-2).
                 * @example rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI
                 */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The version, which never changes (REV-2). */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowReviewVersion"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_agent_hil_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The block within the run that a person or an agent decides on.
                 * @example hil-1
                 */
                readonly block_id: components["parameters"]["HilBlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The agent's review as it stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "agrev_abc",
                     *       "run_id": "run_abc123",
                     *       "block_id": "hil-1",
                     *       "workflow_id": "wf_1",
                     *       "mode": "auto",
                     *       "status": "running",
                     *       "managed_agent_session_id": "sesn_01ABC",
                     *       "managed_agent_vault_id": null,
                     *       "proposed_decision": null,
                     *       "submitted_hil_command_id": null,
                     *       "failure_reason": null,
                     *       "auto_threshold": 0.85,
                     *       "timeout_seconds": 900,
                     *       "created_at": "2026-05-13T08:14:02.341Z",
                     *       "updated_at": "2026-05-13T08:14:02.341Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AgentHilReview"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly submit_hil_decision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "block_id": "hil-1",
                 *       "approved": true,
                 *       "modified_data": {
                 *         "total_amount": 325,
                 *         "vendor_name": "Acme Corp"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["SubmitHILDecisionRequest"];
            };
        };
        readonly responses: {
            /** @description The decision is recorded, now or by an earlier request for the same one. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "submission_status": "accepted",
                     *       "decision": {
                     *         "run_id": "run_abc123",
                     *         "block_id": "hil-1",
                     *         "block_status": "completed",
                     *         "decision_received": true,
                     *         "decision_applied": true,
                     *         "approved": true,
                     *         "modified_data": {
                     *           "total_amount": 325,
                     *           "vendor_name": "Acme Corp"
                     *         },
                     *         "payload_hash": "4e03175e91fcf7c75c689699c9f699184c31f13a52a7fd30dd8b089dca9b3563",
                     *         "received_at": "2026-05-13T08:20:00.000Z",
                     *         "applied_at": "2026-05-13T08:20:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SubmitHILDecisionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_hil_decision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The workflow run that waits on the review.
                 * @example run_abc123
                 */
                readonly run_id: components["parameters"]["RunId"];
                /**
                 * @description The block within the run that a person or an agent decides on.
                 * @example hil-1
                 */
                readonly block_id: components["parameters"]["HilBlockId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The decision, or that there is none yet. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "run_id": "run_abc123",
                     *       "block_id": "hil-1",
                     *       "block_status": "completed",
                     *       "decision_received": true,
                     *       "decision_applied": true,
                     *       "approved": true,
                     *       "modified_data": {
                     *         "total_amount": 325,
                     *         "vendor_name": "Acme Corp"
                     *       },
                     *       "payload_hash": "4e03175e91fcf7c75c689699c9f699184c31f13a52a7fd30dd8b089dca9b3563",
                     *       "received_at": "2026-05-13T08:20:00.000Z",
                     *       "applied_at": "2026-05-13T08:20:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HILDecisionResource"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
}
