import { PluginSystemError } from '../errors/plugin-system.error.js';
import { didYouMean } from '../hookspec/nearest-name.js';
import { callSiteOf } from './call-site.js';
import type { HookKind, HookName, HookPayload } from './hook-registry.js';
import type { MethodKey } from './method-key.js';
import { addSubscription } from './plugin-metadata.js';
import { complaintAboutNumber } from './whole-number.js';

/** How one subscription behaves. */
export interface OnHookOptions {
  /**
   * Whether the application may start without this hook: for a plugin that serves several hosts. Without the hook the
   * method hears nothing. The compiler then takes any kind and hook.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * How long a delivery to this subscriber may stay pending before it counts as failed, in milliseconds; 0 for ever.
   *
   * @default the option `timeout` of the module
   */
  readonly timeout?: number;

  /**
   * How many pending deliveries this subscriber may hold; beyond that it is not told, and each counts as failed.
   *
   * @default the option `maxInFlight` of the module
   */
  readonly maxInFlight?: number;

  /**
   * Where the events that it hears were published: anywhere, or only in this process. For a subscriber that does something
   * which one instance should do, and not each of them.
   *
   * @default 'any'
   */
  readonly origin?: 'any' | 'local';
}

/**
 * What {@link OnHook} can stand on: a method that takes the hook's payload and a delivery, or less. Of any other the compiler
 * says that the method's name is not assignable to a sentence, and the sentence says what does not fit.
 */
export type HookMethodDecorator<K extends string, H extends string> = <Method>(
  target: object,
  // The method is known from its descriptor. Without NoInfer the compiler would look for it in each complaint.
  key: NoInfer<MethodKey<Method, HookPayload<K, H>, H>>,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * The name of a kind or hook that is declared, or any when it need not be. Were it a constraint of the type parameter, an
 * unknown name would be taken for all of them, and the method blamed too.
 */
type Declared<Name extends string, Known extends string, Optional> = [Name] extends [
  [Optional] extends [true] ? string : Known,
]
  ? Name
  : Known;

/**
 * Subscribes a method of a provider, controller or gateway to a hook. It may stand on one method several times.
 *
 * What the method returns is thrown away; a promise is followed until it settles. What it throws is logged and counted
 * and reaches nobody. Guards, pipes, interceptors and filters do not apply.
 *
 * @param kind the hook's kind: boot fails when no hookspec declares it
 * @param hook the hook: boot fails when its kind does not declare it, or declares it with another dispatch class
 * @throws PluginSystemError (`PLUGIN_INVALID`) when the class is defined, if this is no method of an instance or an option
 * has the wrong form
 *
 * @example
 * class MetricsExporter {
 *   \@OnHook('lifecycle_listener', 'on_request_started')
 *   count(event: RequestEvent): void {
 *     this.started.inc({ path: event.path });
 *   }
 * }
 */
export function OnHook<K extends string, H extends string, Optional extends boolean = false>(
  kind: Declared<K, HookKind, Optional>,
  hook: Declared<H, HookName<K>, Optional>,
  options: OnHookOptions & { readonly optional?: Optional } = {},
): HookMethodDecorator<K, H> {
  const site = callSiteOf(OnHook);
  // Unknown, because the compiler does not get to the end of what MethodKey may be for just any method.
  return (target: object, key: unknown, descriptor: PropertyDescriptor) => {
    const complain = (complaint: string) => {
      throw new PluginSystemError(
        'PLUGIN_INVALID',
        `${nameOf(target, key)}: @OnHook('${kind}', '${hook}') ${complaint} (${site() ?? 'unknown place'})`,
      );
    };
    const complaint = complaintAbout(target, key, descriptor) ?? complaintAboutOptions(options);
    if (complaint !== undefined) complain(complaint);
    const { optional = false, timeout, maxInFlight, origin = 'any' } = options;
    const subscription = { kind, hook, optional, timeout, maxInFlight, origin, site };
    const earlier = addSubscription(target, key as string | symbol, subscription);
    if (earlier && OPTION_NAMES.some((name) => earlier[name] !== subscription[name])) {
      complain('stands on this method twice, with other options: say it once');
    }
  };
}

// Types keep most of these out; plain JavaScript and a cast do not.
function complaintAbout(target: unknown, key: unknown, descriptor: PropertyDescriptor | undefined): string | undefined {
  if (typeof key === 'object') return 'needs the compiler option "experimentalDecorators", as Nest does';
  if (typeof target === 'function') return 'stands on a static method: only methods of instances can subscribe';
  if (typeof descriptor?.value !== 'function') return 'stands on a property: make it a method';
  return undefined;
}

const OPTION_NAMES = [
  'optional',
  'timeout',
  'maxInFlight',
  'origin',
] as const satisfies readonly (keyof OnHookOptions)[];

function complaintAboutOptions(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null) return 'needs an object for its options, such as { timeout }';
  const known: readonly string[] = OPTION_NAMES;
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) return `has no option ${unknown}.${didYouMean(unknown, known)}`;

  const { optional, timeout, maxInFlight, origin } = options as Partial<Record<keyof OnHookOptions, unknown>>;
  if (optional !== undefined && typeof optional !== 'boolean') return 'optional must be true or false';
  if (origin !== undefined && origin !== 'any' && origin !== 'local') return "origin must be 'any' or 'local'";
  return complaintAboutLimit('timeout', timeout, 0) ?? complaintAboutLimit('maxInFlight', maxInFlight, 1);
}

function complaintAboutLimit(name: keyof OnHookOptions, value: unknown, least: number): string | undefined {
  const complaint = value === undefined ? undefined : complaintAboutNumber(value, least);
  return complaint === undefined ? undefined : `${name} ${complaint}`;
}

function nameOf(target: unknown, key: unknown): string {
  const classRef = typeof target === 'function' ? target : (target as object | undefined)?.constructor;
  const method = typeof key === 'string' || typeof key === 'symbol' ? String(key) : 'a method';
  return `${classRef?.name || 'a class'}#${method}`;
}
