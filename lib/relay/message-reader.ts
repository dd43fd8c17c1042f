import { PluginSystemError, type RemoteEvent, type RoutedHook } from '../index.js';
import { TYPE_PREFIX } from './message-writer.js';

/** A message that was read. */
export interface ReadMessage extends RemoteEvent {
  /** The instance that has published it. */
  readonly source: string;
  /** Its number there; absent when it was not an instance like this one. */
  readonly sequence: number | undefined;
  readonly traceparent: unknown;
  readonly tracestate: unknown;
}

/** What a message is to this instance. */
export type Reading =
  | { readonly message: ReadMessage }
  /** It is an event, of a hook that this instance does not relay or does not know. */
  | { readonly ignored: { readonly source: string; readonly sequence: number | undefined } }
  | { readonly refused: PluginSystemError; readonly hook?: RoutedHook };

type JsonObject = Readonly<Record<string, unknown>>;

const HOOK_TYPE = /^plugin\.hook\.\w+\.\w+$/;
// RFC 3339, as CloudEvents asks for.
const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const SEQUENCE = /^\d{1,16}$/;
/** Sources are kept, one for each instance. */
const MAX_SOURCE_LENGTH = 1024;

/** Reads messages: from them alone comes what subscribers are told, so each is taken for a forgery until it is checked. */
export class MessageReader {
  /**
   * @param hooks what is relayed, by the type of its events
   * @param maxBytes the largest message that is read
   */
  constructor(
    private readonly hooks: ReadonlyMap<string, RoutedHook>,
    private readonly maxBytes: number,
  ) {}

  /** Reads a message. Whether its payload fits its schema is not asked here. */
  read(bytes: number, text: () => string): Reading {
    if (bytes > this.maxBytes) {
      return refuse(`it is larger than ${this.maxBytes} bytes (option maxMessageBytes)`);
    }
    const event = parse(text());
    if (event === undefined) return refuse('it is no JSON object');
    return this.readEvent(event);
  }

  private readEvent(event: JsonObject): Reading {
    const { specversion, type, source, id } = event;
    if (specversion !== '1.0') return refuse('it is no CloudEvent 1.0');
    if (!isText(type) || !isText(source) || !isText(id)) return refuse('it has no type, source or id');
    if (source.length > MAX_SOURCE_LENGTH) return refuse('its source is too long');
    const hook = this.hooks.get(type);
    if (hook !== undefined) return readBody(event, hook, source, id);
    if (HOOK_TYPE.test(type)) return { ignored: { source, sequence: sequenceOf(event) } };
    return refuse(`its type does not begin with ${TYPE_PREFIX}`);
  }
}

function readBody(event: JsonObject, hook: RoutedHook, source: string, id: string): Reading {
  const { time, kindapiversion, datacontenttype, traceparent, tracestate } = event;
  const occurredAt = time === undefined ? Date.now() : timeOf(time);
  if (occurredAt === undefined) return refuse('its time is no RFC 3339 date', hook);
  if (!isText(kindapiversion)) return refuse('it has no kindapiversion', hook);
  if (datacontenttype !== undefined && datacontenttype !== 'application/json') {
    return refuse('its datacontenttype is not application/json', hook);
  }
  if (!Object.hasOwn(event, 'data')) return refuse('it has no data', hook);
  const { kind, hook: name } = hook;
  // Written out: to spread one object into another took half of the time of reading.
  const message: ReadMessage = {
    kind,
    hook: name,
    payload: event['data'],
    id,
    occurredAt,
    kindApiVersion: kindapiversion,
    source,
    sequence: sequenceOf(event),
    traceparent,
    tracestate,
  };
  return { message };
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function sequenceOf({ sequence }: JsonObject): number | undefined {
  const number = typeof sequence === 'string' && SEQUENCE.test(sequence) ? Number(sequence) : undefined;
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

function timeOf(time: unknown): number | undefined {
  if (typeof time !== 'string' || !TIME.test(time)) return undefined;
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function refuse(why: string, hook?: RoutedHook): Reading {
  return { refused: new PluginSystemError('MESSAGE_INVALID', why), ...(hook && { hook }) };
}
