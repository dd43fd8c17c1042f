/**
 * The application's hooks and their payload types, by kind and hook. Empty here, in which case any kind and hook is
 * allowed; an application widens it:
 *
 * @example
 * declare module 'nestjs-plugin-system' {
 *   interface HookRegistry {
 *     lifecycle_listener: { on_request_started: { readonly request_id: string } };
 *   }
 * }
 */
// An interface, because only that can be widened from elsewhere.
export interface HookRegistry {}

/** The kinds that are registered, or any text when none is. */
export type HookKind = [keyof HookRegistry] extends [never] ? string : keyof HookRegistry & string;

/** The hooks of a kind, or any text when no kind is registered. */
export type HookName<K extends string> = K extends keyof HookRegistry ? keyof HookRegistry[K] & string : string;

/** The payload of a hook, or anything when no kind is registered. */
export type HookPayload<K extends string, H extends string> = K extends keyof HookRegistry
  ? H extends keyof HookRegistry[K]
    ? HookRegistry[K][H]
    : never
  : // oxlint-disable-next-line no-explicit-any -- with `unknown` every subscriber of an untyped application would need a cast
    any;
