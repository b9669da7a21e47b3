// Generated from spec/control.yaml by `npm run generate`. Do not edit.
/* eslint-disable */
export interface paths {
    readonly "/gates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Evaluate a predicate on a block's result and open a review when it fires
         * @description Opens a review exactly when the predicate fires (PRD-3). Ids that are not given are made up. A block that already has a review is 409 (REV-1).
         */
        readonly post: operations["fire_gate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/agents/{run_id}/{block_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let something happen to the agent of a review
         * @description An event that the agent's status does not allow is 409 (AGT-2). A proposal that is not valid is no error of the caller: the agent fails (AGT-4, AGT-6).
         */
        readonly post: operations["drive_agent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the clock
         * @description The instant that the next write would carry, and whether the clock stands.
         */
        readonly get: operations["get_clock"];
        readonly put?: never;
        /**
         * Advance, set, freeze or unfreeze the clock
         * @description The clock runs on from where it is set. It may be set back; the times within a review still never go back (TIME-1).
         */
        readonly post: operations["move_clock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/runs/{run_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what a run does
         * @description Awaiting review, then completed or cancelled (RUN-1).
         */
        readonly get: operations["get_run"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hold runs, or release them
         * @description While held, runs do not take up decisions: replies say `pending` and `already_received` (RES-7, IDM-2). Releasing them applies every decision that waits.
         */
        readonly post: operations["hold_runs"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reviews": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List every review, whichever surfaces show it
         * @description A line for each review, in the order in which they were opened. Reading here leaves no trace in the journal. `after` names the last review of the page before.
         */
        readonly get: operations["list_review_summaries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reviews/{review_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read one review whole
         * @description The review as `GET /state` exports it, with its agent and its memory of commands. Reading here leaves no trace in the journal.
         */
        readonly get: operations["get_review_state"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reviews/{review_id}/reopen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a decision back
         * @description The review awaits a decision again; what was decided stays on record (DEC-5).
         */
        readonly post: operations["reopen_review"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Go back to the start
         * @description The default namespace goes back to the scenario that the mock started with, every other one to an empty world. Clock, ids and journal start over.
         */
        readonly post: operations["reset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export everything there is
         * @description Reviews with their memory of commands, the clock and whether runs are held.
         */
        readonly get: operations["export_state"];
        /**
         * Replace everything there is
         * @description All or nothing. A document that does not have the shape, or that no sequence of commands could have led to, changes nothing, and the reply says where it is wrong.
         */
        readonly put: operations["import_state"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/namespaces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the namespaces in use
         * @description A namespace begins where a request first names it.
         */
        readonly get: operations["list_namespaces"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/namespaces/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget a namespace and all that is in it
         * @description Forgetting one that is not in use is no error.
         */
        readonly delete: operations["delete_namespace"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/faults": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the fault rules
         * @description In the order in which they are tried, each with how often it hit.
         */
        readonly get: operations["get_faults"];
        /**
         * Replace the fault rules
         * @description All or nothing. Rules are tried in order on every request of the review API: every delay that matches adds up, and of the other faults the first that matches and whose draw hits is done. Without rules, the mock is honest. A single request can ask for a fault of its own with the header `X-Review-Fault`, such as `drop_after` or `error; status=429`.
         */
        readonly put: operations["set_faults"];
        readonly post?: never;
        /**
         * Forget the fault rules
         * @description Those that the mock was started with come back on reset.
         */
        readonly delete: operations["clear_faults"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/journal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the last requests and their replies
         * @description Only requests of the review API, not those of the control interface.
         */
        readonly get: operations["get_journal"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget the journal
         * @description Entries of the namespace, and the count of those that made room.
         */
        readonly delete: operations["clear_journal"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/client-report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what the clients did wrong
         * @description Judges the requests that the journal holds: stamps that were not read, conflicts ignored, commands repeated without their name, requests that break their schema, polling, claims that ran out. What the journal no longer holds is counted in `unseen`.
         */
        readonly get: operations["get_client_report"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Watch what happens
         * @description Server-sent events: `request` for each request and reply, `review` for each review that changed, `faults` for rules that changed or hit, `clock` and `reset` for what control did. While somebody watches and the clock runs, scripted agents act on time with nobody asking.
         */
        readonly get: operations["stream_events"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ui": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Open the inspector
         * @description A page for people: the reviews, their versions, the clock, the journal. The page and its two assets hold no secret and ask for no token; what they read does.
         */
        readonly get: operations["show_inspector"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ui/{file}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what the inspector is made of
         * @description The script or the style sheet of the page.
         */
        readonly get: operations["get_inspector_asset"];
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
        /** @description The name of a world of its own. */
        readonly NamespaceName: string;
        /**
         * Format: date-time
         * @description UTC, milliseconds, `Z` (TIME-1).
         */
        readonly Instant: string;
        /** @description A predicate and the block result to evaluate it on. */
        readonly GateRequest: {
            /** @enum {string} */
            readonly block_type: "extract" | "classifier" | "split" | "for_each" | "conditional";
            /** @description The block's result as its API returns it: `{output, json_schema?, consensus?: {likelihoods, choices?}, unassigned_pages?}`. */
            readonly evidence: Record<string, never>;
            readonly predicate: components["schemas"]["ReviewPredicate"];
            readonly run_id?: string;
            readonly block_id?: string;
            readonly workflow_id?: string;
            readonly workflow_version_id?: string;
            readonly iteration_key?: string | null;
            readonly parent_step_id?: string | null;
            /**
             * @description Higher sorts first in the queue (QUE-1).
             * @default 0
             */
            readonly priority?: number;
            /** @description The author of version 0. */
            readonly model?: components["schemas"]["Actor"];
            readonly agent?: components["schemas"]["AgentSettings"];
        } & (components["schemas"]["ExtractGate"] | components["schemas"]["ClassifierGate"] | components["schemas"]["SplitGate"] | components["schemas"]["ForEachGate"] | components["schemas"]["ConditionalGate"]);
        /** @description An agent review to spawn with the gate. */
        readonly AgentSettings: {
            /** @enum {string} */
            readonly mode: "pre_review" | "review" | "auto";
            readonly auto_threshold?: number;
            readonly timeout_seconds?: number;
            /** @description What the agent does by itself. Each step happens `after_ms` after the one before it, the first after the gate fired; a step that the agent's status does not allow is passed over. */
            readonly script?: readonly components["schemas"]["ScriptStep"][];
        };
        /** @description Something that will happen to the agent. */
        readonly ScriptStep: {
            /** @description Milliseconds. */
            readonly after_ms: number;
            readonly event: components["schemas"]["AgentEventName"];
            readonly proposal?: components["schemas"]["Proposal"];
            readonly reason?: string;
        };
        /**
         * @description What happens to the agent (AGT-2).
         * @enum {string}
         */
        readonly AgentEventName: "start" | "propose" | "fail" | "timeout";
        /** @description A proposed decision. One that is not valid (AGT-6) is taken, and makes the agent fail, as a real agent's would. */
        readonly Proposal: {
            readonly [key: string]: unknown;
        };
        /** @description Something that happens to the agent now. */
        readonly AgentEventRequest: {
            readonly event: components["schemas"]["AgentEventName"];
            readonly proposal?: components["schemas"]["Proposal"];
            /** @description Why the agent failed. */
            readonly reason?: string;
        };
        /** @description The result of an extract block. */
        readonly ExtractGate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly block_type: "extract";
            readonly evidence: {
                readonly output: {
                    readonly [key: string]: unknown;
                };
            };
        };
        /** @description The result of a classifier block. */
        readonly ClassifierGate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly block_type: "classifier";
            readonly evidence: {
                readonly output: {
                    readonly category: string;
                    readonly reasoning?: string | null;
                };
            };
        };
        /** @description The result of a split block. */
        readonly SplitGate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly block_type: "split";
            readonly evidence: {
                readonly output: readonly {
                    readonly name: string;
                    readonly pages: components["schemas"]["Pages"];
                }[];
            };
        };
        /** @description The result of a for_each block. */
        readonly ForEachGate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly block_type: "for_each";
            readonly evidence: {
                readonly output: readonly {
                    readonly key: string;
                    readonly pages: components["schemas"]["Pages"];
                }[];
                readonly unassigned_pages?: components["schemas"]["Pages"];
            };
        };
        /** @description The result of a conditional block. */
        readonly ConditionalGate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly block_type: "conditional";
            readonly evidence: {
                readonly output: {
                    readonly branch: string;
                };
            };
        };
        /** @description Page numbers. */
        readonly Pages: readonly number[];
        /** @description Whether the gate fired, why, and the review it opened. */
        readonly GateResult: {
            readonly fired: boolean;
            /** @description The predicate that fired (PRD-4); null when none did. */
            readonly triggered_by: components["schemas"]["ReviewPredicate"] | null;
            /** @description The evaluation, in the shape of the predicate. */
            readonly trace: {
                readonly [key: string]: unknown;
            };
            readonly run_id: string;
            readonly block_id: string;
            readonly review_id: string | null;
            readonly step_id: string;
        };
        /** @description Exactly one way of moving the clock. */
        readonly ClockMove: {
            /** @description Milliseconds. */
            readonly advance_ms?: number;
            /**
             * Format: date-time
             * @description An RFC 3339 instant with an offset.
             */
            readonly set?: string;
            readonly frozen?: boolean;
        };
        /** @description The mock's time. */
        readonly Clock: {
            readonly now: components["schemas"]["Instant"];
            readonly frozen: boolean;
        };
        /** @description A run and the reviews it met. */
        readonly Run: {
            readonly run_id: string;
            /** @enum {string} */
            readonly status: "awaiting_review" | "completed" | "cancelled";
            readonly blocks: readonly {
                readonly review_id: string;
                readonly block_id: string;
                readonly iteration_key: string | null;
                readonly status: components["schemas"]["Status"];
                /** @description The snapshot that flows downstream; null until an approval is applied. */
                readonly resumed_with: {
                    readonly [key: string]: unknown;
                } | null;
            }[];
        };
        /** @description Whether runs wait to apply decisions. */
        readonly ResumeRequest: {
            readonly hold: boolean;
        };
        /** @description Whether runs are held, and what was applied. */
        readonly ResumeResult: {
            readonly hold: boolean;
            readonly applied_review_ids: readonly string[];
        };
        /** @description Who reopens; the control interface itself when nobody is named. */
        readonly ReopenRequest: {
            readonly actor?: components["schemas"]["Actor"];
        };
        /** @description The size of the state. */
        readonly Loaded: {
            readonly reviews: number;
        };
        /** @description A page of reviews; `after` is null on the last one. */
        readonly ReviewSummaryPage: {
            readonly data: readonly components["schemas"]["ReviewSummary"][];
            readonly after: string | null;
        };
        /** @description What a list shows of a review. */
        readonly ReviewSummary: {
            readonly id: string;
            readonly workflow_id: string;
            readonly run_id: string;
            readonly block_id: string;
            readonly iteration_key: string | null;
            /** @enum {string} */
            readonly block_type: "extract" | "classifier" | "split" | "for_each" | "conditional";
            /** @description The kind of predicate that fired. */
            readonly predicate_kind: string;
            readonly status: components["schemas"]["Status"];
            readonly priority: number;
            readonly rev: number;
            readonly head_seq: number;
            readonly created_at: components["schemas"]["Instant"];
            readonly updated_at: components["schemas"]["Instant"];
            readonly awaiting_since: components["schemas"]["Instant"];
            readonly decided_at: components["schemas"]["OptionalInstant"];
            /** @description The claim as it was made, also when it has run out since. */
            readonly claim: components["schemas"]["Claim"] | null;
            /** @description The agent spawned with the gate; null when there is none. */
            readonly agent: {
                /** @enum {string} */
                readonly mode: "pre_review" | "review" | "auto";
                /** @enum {string} */
                readonly status: "queued" | "running" | "proposed" | "submitted" | "escalated" | "failed" | "superseded_by_human";
            } | null;
            /** @description The first values of the newest snapshot, to recognise the review by. */
            readonly excerpt: string;
        };
        /** @description The namespaces in use. */
        readonly NamespaceList: {
            readonly namespaces: readonly components["schemas"]["NamespaceName"][];
        };
        /** @description Fault rules, in the order in which they are tried. */
        readonly FaultRules: {
            readonly rules: readonly components["schemas"]["FaultRule"][];
        };
        /** @description Something to go wrong on purpose, and when. */
        readonly FaultRule: {
            readonly match?: components["schemas"]["FaultMatch"];
            readonly fault: components["schemas"]["FaultKind"];
            /** @description The status of an `error`; 503 by default. */
            readonly status?: number;
            /** @description Seconds, for the header `Retry-After` of an `error`; 1 by default for a 429, else none. */
            readonly retry_after_s?: number;
            readonly delay_ms?: components["schemas"]["FaultDelay"];
            /**
             * @description How likely a request that matches is hit.
             * @default 1
             */
            readonly probability?: number;
            /** @description How often it hits before it rests; without it, always. */
            readonly times?: number;
            /** @description What its draws are made from; by default the seed of the mock. The n-th request that matches always gets the n-th draw. */
            readonly seed?: string | number;
        };
        /**
         * @description `delay` waits; `error` answers a status; `drop_before` ends the connection before anything is applied, `drop_after` once all is applied, without a byte of reply; `truncate` ends it in the middle of the reply's body; `stale` answers the 409 of a stale stamp without cause; `lose_race` lets another actor, the Rival Reviewer, really write first. `stale` and `lose_race` concern writes on the overlay and the resource surface that would not be in conflict anyway, and leave everything else alone.
         * @enum {string}
         */
        readonly FaultKind: "delay" | "error" | "drop_before" | "drop_after" | "truncate" | "stale" | "lose_race";
        /** @description Which requests; all of them must hold, and without any every request matches. */
        readonly FaultMatch: {
            /**
             * @description An operation of the review API.
             * @enum {string}
             */
            readonly operation?: "get_overlay" | "claim_review" | "release_review" | "append_version" | "submit_decision" | "list_overlays" | "list_reviews" | "get_review" | "approve_review" | "reject_review" | "list_review_versions" | "create_review_version" | "get_review_version" | "get_agent_hil_review" | "submit_hil_decision" | "get_hil_decision";
            /** @enum {string} */
            readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description The path as sent, without query; `*` stands for any characters, slashes too. */
            readonly path?: string;
        };
        /** @description Milliseconds, or how they are drawn; at most ten minutes come of it. */
        readonly FaultDelay: components["schemas"]["DelayMs"] | {
            /** @description The least and the most. */
            readonly uniform: readonly components["schemas"]["DelayMs"][];
        } | {
            readonly lognormal: {
                readonly median: components["schemas"]["DelayMs"];
                readonly sigma: number;
            };
        };
        /** @description Milliseconds. */
        readonly DelayMs: number;
        /** @description The fault rules, and what became of them. */
        readonly FaultStandings: {
            readonly rules: readonly ({
                /** @description Its place in the list, `fault_1` first. */
                readonly id: string;
                readonly fault: components["schemas"]["FaultKind"];
                readonly hits: number;
                /** @description How often it may still hit; null for always. */
                readonly remaining: number | null;
            } & {
                readonly [key: string]: unknown;
            })[];
        };
        /** @description The last requests and replies; older ones made room. */
        readonly JournalPage: {
            readonly entries: readonly components["schemas"]["JournalEntry"][];
            readonly dropped: number;
        };
        /** @description One request and its reply. Credentials are not kept, and of a body no more than 65,536 characters. */
        readonly JournalEntry: {
            /** @description 1, 2, … in the order in which the requests were answered. */
            readonly seq: number;
            /** @description The `seq` of the last request that was answered when this one arrived; 0 when none was. Requests between the two were under way at the same time. */
            readonly began_after: number;
            readonly at: components["schemas"]["Instant"];
            readonly method: string;
            readonly url: string;
            readonly operation_id: string | null;
            readonly actor_id: string | null;
            readonly request_body: string | null;
            /** @description What the caller saw; null when no reply arrived. */
            readonly status: number | null;
            /** @description What the caller saw of the body. */
            readonly response_body: string | null;
            /** @description What a fault did to it, such as `drop_after` or `delay 120 ms, error 503`; null for none. */
            readonly fault: string | null;
            /** @description What the mock answered by itself, and so whether it was applied; null when a fault answered in its place, or nothing did. */
            readonly handled_status: number | null;
        };
        /** @description What clients did wrong, by what was seen of them; the same document as `spec/client-report.schema.json` describes. */
        readonly ClientReport: {
            /** @constant */
            readonly format: "review-kit/client-report";
            /** @constant */
            readonly version: 1;
            /** @description Requests that were judged. */
            readonly requests: number;
            /** @description Requests that were none of the review API's operations. */
            readonly unrecognised: number;
            /** @description Requests that the journal no longer holds. */
            readonly unseen: number;
            readonly actors: readonly components["schemas"]["ActorConduct"][];
            readonly misuses: readonly components["schemas"]["Misuse"][];
            /** @description Remarks for which there was no room. */
            readonly omitted: number;
        };
        /** @description How often one client did something wrong. */
        readonly ActorConduct: {
            /** @description The actor's id; `nobody` when there was none. */
            readonly actor: string;
            readonly requests: number;
            readonly misuses: number;
            readonly advices: number;
        };
        /** @description One way in which one client misused the API, however often it did. */
        readonly Misuse: {
            /** @enum {string} */
            readonly kind: "stale-stamp-repeated" | "conflict-ignored" | "wrote-without-reading" | "retried-without-command-id" | "retried-with-new-command-id" | "no-command-id" | "schema-violation" | "undeclared-field" | "undeclared-parameter" | "polled-too-fast" | "claim-never-released";
            /**
             * @description A misuse loses or repeats work sooner or later; an advice only could be better.
             * @enum {string}
             */
            readonly level: "misuse" | "advice";
            readonly actor: string;
            readonly operation: string;
            /** @description The run and the block, or the id of a review; null when it is about none. */
            readonly review: string | null;
            /** @description The journal's entries that show it, the first ones and the last ones. */
            readonly seqs: readonly number[];
            /** @description What happened. */
            readonly sentence: string;
            /** @description What to do instead. */
            readonly advice: string;
            /** @description An id of the catalogue; left out when the contract does not speak of it. */
            readonly requirement?: string;
            readonly count: number;
        };
        /** @description Everything a namespace holds. */
        readonly State: {
            /** @constant */
            readonly format: "review-kit-state";
            /** @constant */
            readonly version: 1;
            readonly clock: components["schemas"]["Clock"];
            /** @description How many ids were made up, so that the next one is new. */
            readonly ids_made: number;
            readonly hold: boolean;
            readonly reviews: readonly components["schemas"]["Review"][];
        };
        /**
         * @description Where a review stands (REV-3).
         * @enum {string}
         */
        readonly Status: "awaiting_review" | "approved" | "rejected";
        /** @description The whole state of one review, from which every surface is drawn. */
        readonly Review: {
            readonly id: string;
            readonly organization_id: string;
            readonly workflow_id: string;
            readonly workflow_version_id: string;
            readonly run_id: string;
            readonly block_id: string;
            readonly iteration_key: string | null;
            readonly parent_step_id: string | null;
            /** @enum {string} */
            readonly block_type: "extract" | "classifier" | "split" | "conditional" | "for_each";
            readonly triggered_by: components["schemas"]["ReviewPredicate"];
            readonly priority: number;
            readonly status: components["schemas"]["Status"];
            readonly rev: number;
            readonly created_at: components["schemas"]["Instant"];
            readonly updated_at: components["schemas"]["Instant"];
            readonly awaiting_since: components["schemas"]["Instant"];
            readonly decided_at: components["schemas"]["OptionalInstant"];
            readonly effective_seq: number | null;
            readonly claim: components["schemas"]["Claim"] | null;
            readonly versions: readonly components["schemas"]["Version"][];
            readonly decisions: readonly components["schemas"]["Decision"][];
            readonly audit: readonly components["schemas"]["AuditEntry"][];
            readonly commands: readonly components["schemas"]["RememberedCommand"][];
            readonly run_receipts: readonly components["schemas"]["RunReceipt"][];
            readonly agent: components["schemas"]["Agent"] | null;
        };
        /** @description The agent of a review, every member given, and what it is yet to do. */
        readonly Agent: {
            readonly id: string;
            /** @enum {string} */
            readonly mode: "pre_review" | "review" | "auto";
            /** @enum {string} */
            readonly status: "queued" | "running" | "proposed" | "submitted" | "escalated" | "failed" | "superseded_by_human";
            readonly managed_agent_session_id: string | null;
            readonly managed_agent_vault_id: string | null;
            readonly proposed_decision: components["schemas"]["ProposedDecision"] | null;
            readonly submitted_hil_command_id: string | null;
            readonly failure_reason: string | null;
            readonly auto_threshold: number;
            readonly timeout_seconds: number;
            readonly created_at: components["schemas"]["Instant"];
            readonly updated_at: components["schemas"]["Instant"];
            readonly started_at: components["schemas"]["OptionalInstant"];
            readonly script: readonly components["schemas"]["PendingStep"][];
        };
        /** @description What the agent will do, and when. */
        readonly PendingStep: {
            readonly at: components["schemas"]["Instant"];
            readonly event: components["schemas"]["PendingEvent"];
        };
        /** @description What will happen to the agent, every member given. */
        readonly PendingEvent: components["schemas"]["PendingStart"] | components["schemas"]["PendingProposal"] | components["schemas"]["PendingFailure"] | components["schemas"]["PendingTimeout"];
        /** @description The agent begins. */
        readonly PendingStart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "start";
        };
        /** @description The agent runs out of time. */
        readonly PendingTimeout: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "timeout";
        };
        /** @description The agent fails. */
        readonly PendingFailure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "fail";
            readonly reason: string;
        };
        /** @description The agent proposes; `fault` says why what it proposes is no proposal. */
        readonly PendingProposal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "propose";
            readonly proposal: components["schemas"]["ProposedDecision"] | null;
            readonly fault: string | null;
        };
        /**
         * Format: date-time
         * @description An instant, or null where it has not come.
         */
        readonly OptionalInstant: string | null;
        /** @description An advisory lease, every member given. */
        readonly Claim: {
            readonly holder: components["schemas"]["Actor"];
            readonly claimed_at: components["schemas"]["Instant"];
            readonly expires_at: components["schemas"]["Instant"];
        };
        /** @description A version, every member given. */
        readonly Version: {
            readonly seq: number;
            readonly parent_seq: number | null;
            readonly author: components["schemas"]["Actor"];
            /** @enum {string} */
            readonly origin: "model_output" | "agent_edit" | "human_edit" | "revert";
            readonly snapshot: {
                readonly [key: string]: unknown;
            };
            readonly content_sha256: string;
            readonly note: string | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A decision, every member given. */
        readonly Decision: {
            readonly decision_id: string;
            /** @enum {string} */
            readonly verdict: "approved" | "rejected";
            readonly decided_by: components["schemas"]["Actor"];
            readonly decided_at: components["schemas"]["Instant"];
            readonly on_seq: number;
            readonly effective_seq: number | null;
            readonly reason: string | null;
            readonly supersedes_decision_id: string | null;
        };
        /** @description A line of the audit, every member given. */
        readonly AuditEntry: {
            readonly entry_id: string;
            /** @enum {string} */
            readonly event: "overlay_created" | "version_appended" | "claimed" | "released" | "decided" | "reopened" | "stale_write_rejected";
            /** @enum {string} */
            readonly action: "gate_fired" | "version_added" | "claimed" | "released" | "decision_made" | "reopened" | "stale_write_rejected";
            readonly actor: components["schemas"]["Actor"];
            readonly at: components["schemas"]["Instant"];
            readonly rev_observed: number;
            readonly rev_result: number | null;
            readonly detail: {
                readonly [key: string]: unknown;
            };
        };
        /** @description A command that was applied, so that its repeat is not (IDM-1). */
        readonly RememberedCommand: {
            readonly command_id: string;
            /** @enum {string} */
            readonly operation: "append" | "decide" | "hil_decide" | "agent";
            readonly body_sha256: string;
            readonly head_seq: number;
            readonly decision_id: string | null;
        };
        /** @description Whether the run has taken up a decision; `applied_at` is null while it has not. */
        readonly RunReceipt: {
            readonly decision_id: string;
            readonly applied_at: components["schemas"]["OptionalInstant"];
        };
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
        /** @description The condition under which a gate opens a review, told apart by `kind` (PRD-3). Missing evidence never fires (PRD-2). Where a review shows it, it is the one that fired (PRD-4). */
        readonly ReviewPredicate: components["schemas"]["ReviewAlways"] | components["schemas"]["ReviewValidationFailed"] | components["schemas"]["ReviewConfidenceLt"] | components["schemas"]["ReviewCategoryIn"] | components["schemas"]["ReviewTopMarginLt"] | components["schemas"]["ReviewSplitCountNeq"] | components["schemas"]["ReviewAnySplitPagesLt"] | components["schemas"]["ReviewBoundaryConfidenceLt"] | components["schemas"]["ReviewAnyRequiredFieldNull"] | components["schemas"]["ReviewFieldConfidenceLt"] | components["schemas"]["ReviewJsonCondition"] | components["schemas"]["ReviewBranchIn"] | components["schemas"]["ReviewAnyPagesUnassigned"] | components["schemas"]["ReviewAnyOf"] | components["schemas"]["ReviewAllOf"];
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
        /** @description Why a request was refused, for every status but 422 (ERR-1). */
        readonly ErrorDetail: {
            /** @description A sentence for people. A server may send `{code, message, details: {error}}` instead (ERR-1). */
            readonly detail: string | Record<string, never>;
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
        /** @description What is wrong with a request, point by point (ERR-1, SCH-3). */
        readonly HTTPValidationError: {
            /**
             * @description The points, at least one in practice.
             * @default []
             */
            readonly detail?: readonly components["schemas"]["ValidationError"][];
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
        /**
         * Format: date-time
         * @description A moment in RFC 3339 with an offset, such as `2026-05-13T08:14:02.341Z` (TIME-1).
         */
        readonly "schemas-Instant": string;
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
            readonly created_at: components["schemas"]["schemas-Instant"];
            /** @description When the attempt last changed. */
            readonly updated_at: components["schemas"]["schemas-Instant"];
        };
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
        /** @description A lease that says who is working on a review. It locks nothing (CLM-2). */
        readonly ReviewClaim: {
            /** @description Who made the claim (CLM-1). */
            readonly holder: components["schemas"]["Actor"];
            /** @description When the claim was made (CLM-1). */
            readonly claimed_at?: components["schemas"]["schemas-Instant"];
            /** @description From when on the claim no longer holds (CLM-1, CLM-3). */
            readonly expires_at: components["schemas"]["schemas-Instant"];
        };
        /** @description The full output of the block, never a patch. Its usual shape follows the block type: for extract any object, for classifier `{category}`, for split `{documents: [{name, pages}]}`, for for_each `{partitions: [{key, pages}]}` (RES-4). The overlay surface takes any object (VER-1). */
        readonly Snapshot: {
            readonly [key: string]: unknown;
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
            readonly created_at?: components["schemas"]["schemas-Instant"];
        };
        /**
         * @description The outcome of a decision; approved lets the run go on, rejected cancels it (RUN-1).
         * @enum {string}
         */
        readonly Verdict: "approved" | "rejected";
        /** @description A verdict on one version (DEC-1). */
        readonly ReviewDecision: {
            /** @description The id of the decision. */
            readonly decision_id?: string;
            /** @description Approved or rejected. */
            readonly verdict: components["schemas"]["Verdict"];
            /** @description Who decided. */
            readonly decided_by: components["schemas"]["Actor"];
            /** @description When it was decided. */
            readonly decided_at?: components["schemas"]["schemas-Instant"];
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
        readonly "schemas-AuditEntry": {
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
            readonly at?: components["schemas"]["schemas-Instant"];
            /** @description The `rev` that the act was based on; for a stale write the stamp sent (CAS-4). */
            readonly rev_observed: number;
            /** @description The `rev` that the act led to, null if it was refused (CAS-4). */
            readonly rev_result?: number | null;
            /** @description More about the act, different for each kind. */
            readonly detail?: {
                readonly [key: string]: unknown;
            };
        };
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
            readonly awaiting_since: components["schemas"]["schemas-Instant"];
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
            readonly audit?: readonly components["schemas"]["schemas-AuditEntry"][];
            /** @description When the review was opened (REV-9). */
            readonly created_at?: components["schemas"]["schemas-Instant"];
            /** @description When the review was last written to (REV-9); a refused write leaves it (CAS-4). */
            readonly updated_at?: components["schemas"]["schemas-Instant"];
        };
    };
    responses: {
        /** @description The clock. */
        readonly Clock: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description How many reviews there are now. */
        readonly Loaded: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Loaded"];
            };
        };
        /** @description No such thing. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The fault rules as they stand. */
        readonly Faults: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["FaultStandings"];
            };
        };
        /** @description The control token is missing. */
        readonly Unauthorized: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description A browser page of an origin that is not allowed asked. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The state does not allow it. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorDetail"];
            };
        };
        /** @description The request is not valid. */
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
        /** @description The world that the request is for; without it, the default one. */
        readonly Namespace: components["schemas"]["NamespaceName"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly fire_gate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "block_type": "extract",
                 *       "predicate": {
                 *         "kind": "always"
                 *       },
                 *       "evidence": {
                 *         "output": {
                 *           "total_amount": 505,
                 *           "vendor_name": "Acme Corp"
                 *         }
                 *       },
                 *       "run_id": "run_abc123",
                 *       "block_id": "block_extract"
                 *     }
                 */
                readonly "application/json": components["schemas"]["GateRequest"];
            };
        };
        readonly responses: {
            /** @description The gate was evaluated. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GateResult"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly drive_agent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path: {
                /** @description The run. */
                readonly run_id: string;
                /** @description The block. */
                readonly block_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event": "start"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AgentEventRequest"];
            };
        };
        readonly responses: {
            /** @description The agent after the event. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentHilReview"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_clock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly move_clock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "advance_ms": 900000
                 *     }
                 */
                readonly "application/json": components["schemas"]["ClockMove"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_run: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path: {
                /** @description The run. */
                readonly run_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly hold_runs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "hold": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["ResumeRequest"];
            };
        };
        readonly responses: {
            /** @description Whether runs are held now, and which reviews' decisions were applied. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResumeResult"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly list_review_summaries: {
        readonly parameters: {
            readonly query?: {
                /** @description The id of the last review that was read; the page begins after it. */
                readonly after?: string;
                /** @description Only these reviews; those that are not there are left out. */
                readonly id?: readonly string[];
                /** @description How many reviews to answer at most. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of reviews. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewSummaryPage"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_review_state: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path: {
                /** @description The review. */
                readonly review_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The review. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Review"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly reopen_review: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path: {
                /** @description The review. */
                readonly review_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "actor": {
                 *         "kind": "human",
                 *         "id": "user_7",
                 *         "display_name": "Lee Park"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ReopenRequest"];
            };
        };
        readonly responses: {
            /** @description The review, awaiting a decision. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReviewOverlay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly reset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Loaded"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly export_state: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state, as `PUT` and `--scenario FILE` take it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["State"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly import_state: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "format": "review-kit-state",
                 *       "version": 1,
                 *       "clock": {
                 *         "now": "2026-05-13T09:05:00.000Z",
                 *         "frozen": false
                 *       },
                 *       "ids_made": 0,
                 *       "hold": false,
                 *       "reviews": []
                 *     }
                 */
                readonly "application/json": components["schemas"]["State"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Loaded"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly list_namespaces: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Their names, the default one left out. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamespaceList"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
        };
    };
    readonly delete_namespace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The namespace. */
                readonly name: components["schemas"]["NamespaceName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_faults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Faults"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly set_faults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "fault": "delay",
                 *           "delay_ms": {
                 *             "lognormal": {
                 *               "median": 120,
                 *               "sigma": 0.6
                 *             }
                 *           }
                 *         },
                 *         {
                 *           "fault": "drop_after",
                 *           "match": {
                 *             "operation": "submit_decision"
                 *           },
                 *           "probability": 0.2,
                 *           "times": 3
                 *         },
                 *         {
                 *           "fault": "error",
                 *           "status": 429,
                 *           "retry_after_s": 2,
                 *           "probability": 0.01
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["FaultRules"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Faults"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly clear_faults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description There are none. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_journal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The journal, oldest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JournalPage"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly clear_journal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is empty. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly get_client_report: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The misuses, each with what to do instead. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientReport"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly stream_events: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The world that the request is for; without it, the default one. */
                readonly "X-Review-Namespace"?: components["parameters"]["Namespace"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream; it ends when the mock stops. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly show_inspector: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly get_inspector_asset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The asset. */
                readonly file: "inspector.js" | "inspector.css";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The asset. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/javascript": string;
                    readonly "text/css": string;
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
}
