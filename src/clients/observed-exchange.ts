/**
 * One request and its reply, as seen by whoever stands between a client and a server.
 *
 * An entry of the mock's journal is one, and a proxy can make one; nothing here says who did.
 *
 * Source: spec/control.yaml, JournalEntry.
 */
export interface ObservedExchange {
  /** 1, 2, … in the order in which the exchanges were over; what is missing was not seen. */
  readonly seq: number;
  /** RFC 3339. */
  readonly at: string;
  readonly method: string;
  /** Path and query, as sent, without keys. */
  readonly url: string;
  /** Null when no operation was meant. */
  readonly operation_id: string | null;
  /** A name for who called, never a key; null when nobody is known. */
  readonly actor_id: string | null;
  /** Null when it was not kept. */
  readonly request_body: string | null;
  /** Null when the client got no reply. */
  readonly status: number | null;
  /** Null when there was none, or it was not kept. */
  readonly response_body: string | null;
  /** The world that the request was for, where a server has several. */
  readonly namespace?: string;
  /**
   * The `seq` of the last exchange that was over when this one began. By default the one before:
   * then requests that overlap are taken for requests in a row.
   */
  readonly began_after?: number;
}
