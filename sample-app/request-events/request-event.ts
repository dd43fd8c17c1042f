/** The payload of `on_request_started` and `on_request_finished`, as `hookspecs/schemas/request_event.json` has it. */
export interface RequestEvent {
  /** Names the request; 1 to 128 characters, not unique when clients repeat theirs. */
  readonly request_id: string;
  /** The route's pattern, such as `/hello/:name`; 1 to 256 characters. */
  readonly path?: string;
  /** Who asked; 1 to 128 characters. */
  readonly actor?: string;
  /** Whole milliseconds since the request started. */
  readonly duration_ms?: number;
}

/** The payload of `on_request_failed`, as `hookspecs/schemas/request_error_event.json` has it. */
export interface RequestErrorEvent extends RequestEvent {
  /** The class name of what was thrown; 1 to 128 characters. */
  readonly code: string;
}
