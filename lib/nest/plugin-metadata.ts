import 'reflect-metadata';

/** What one `@OnHook` says. */
export interface HookSubscription {
  readonly kind: string;
  readonly hook: string;
  readonly optional: boolean;
  /** In milliseconds; `undefined` for that of the module. */
  readonly timeout: number | undefined;
  /** `undefined` for that of the module. */
  readonly maxInFlight: number | undefined;
  /** Where the events that it hears were published. */
  readonly origin: 'any' | 'local';
  /** Where the decorator stands, as `file:line:column`, where that can be told. */
  readonly site: () => string | undefined;
}

/** What `@Plugin` says. */
export interface PluginOptions {
  /**
   * The plugin's name in logs and status: letters, digits and `_ . @ # -`, beginning with a letter, not `hooks`, `events`
   * or `ui`.
   *
   * @default the name of the class
   */
  readonly name?: string;
  /**
   * The major version of the kind that the plugin was written for: `'1'`, or a map by kind. Boot fails when another one is
   * loaded.
   *
   * @default any version will do
   */
  readonly kindApiVersion?: string | Readonly<Record<string, string>>;
}

/** A method of a class and one hook it wants. */
export interface MethodSubscription extends HookSubscription {
  readonly method: string | symbol;
}

const SUBSCRIPTIONS = 'nestjs-plugin-system:subscriptions';
const OPTIONS = 'nestjs-plugin-system:plugin';

type OwnSubscriptions = Map<string | symbol, HookSubscription[]>;

/**
 * Notes that a method of a class wants a hook. A method hears a hook once, however often it says so: composed decorators may
 * overlap.
 *
 * @returns what the method said of that hook earlier, if it did
 */
export function addSubscription(
  prototype: object,
  method: string | symbol,
  subscription: HookSubscription,
): HookSubscription | undefined {
  const own: OwnSubscriptions = ownSubscriptions(prototype) ?? new Map();
  const others = own.get(method) ?? [];
  const earlier = others.find(({ kind, hook }) => kind === subscription.kind && hook === subscription.hook);
  if (earlier) return earlier;
  own.set(method, [...others, subscription]);
  Reflect.defineMetadata(SUBSCRIPTIONS, own, prototype);
  return undefined;
}

/**
 * The subscriptions of a class, inherited ones included. A method that is overridden keeps those of the class it
 * overrides, unless it has its own.
 */
export function subscriptionsOf(prototype: object): MethodSubscription[] {
  const found = new Map<string | symbol, readonly HookSubscription[]>();
  for (let current: object | null = prototype; current !== null; current = Object.getPrototypeOf(current) as object) {
    for (const [method, subscriptions] of ownSubscriptions(current) ?? []) {
      if (!found.has(method)) found.set(method, subscriptions);
    }
  }
  return [...found].flatMap(([method, subscriptions]) =>
    subscriptions.map((subscription) => ({ ...subscription, method })),
  );
}

/** Notes what `@Plugin` says of a class. */
export function setPluginOptions(target: object, options: PluginOptions): void {
  Reflect.defineMetadata(OPTIONS, options, target);
}

/**
 * What `@Plugin` says of a class. The version is inherited, since it speaks of methods that are; the name is not, since
 * a subclass is another plugin.
 */
export function pluginOptionsOf(target: object): PluginOptions {
  const own = Reflect.getOwnMetadata(OPTIONS, target) as PluginOptions | undefined;
  const inherited = Reflect.getMetadata(OPTIONS, target) as PluginOptions | undefined;
  return { name: own?.name, kindApiVersion: own?.kindApiVersion ?? inherited?.kindApiVersion };
}

function ownSubscriptions(prototype: object): OwnSubscriptions | undefined {
  return Reflect.getOwnMetadata(SUBSCRIPTIONS, prototype) as OwnSubscriptions | undefined;
}
