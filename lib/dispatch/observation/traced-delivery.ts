import type { Around, DeliveryMessage, DeliveryOutcome } from './delivery-channel.js';

/** The message of one delivery, and what its call is to run inside of. */
export class TracedDelivery implements DeliveryMessage {
  outcome: DeliveryOutcome | undefined = undefined;
  // Without a value: nobody is to find an error where there is none.
  declare error?: unknown;
  #around: Around | undefined;

  /**
   * @param plugin the plugin's name
   * @param method the method's name
   * @param kind the hook's kind
   * @param hook the hook
   */
  constructor(
    readonly plugin: string,
    readonly method: string,
    readonly kind: string,
    readonly hook: string,
  ) {}

  /** Whether nobody wants anything around the call. */
  get isBare(): boolean {
    return this.#around === undefined;
  }

  callWithin(around: Around): void {
    const inner = this.#around;
    this.#around = inner === undefined ? around : (call) => around(() => inner(call));
  }

  /**
   * Calls the plugin's method inside of all that. Whatever somebody else does or fails to do around it, it is called once.
   *
   * @throws what the method throws
   */
  run(call: () => unknown): unknown {
    let outcome: (() => unknown) | undefined;
    const callOnce = (): unknown => {
      outcome ??= outcomeOf(call);
      return outcome();
    };
    try {
      this.#around?.(callOnce);
    } catch {
      // The method's own error, which comes again below, or somebody else's, who must not cost the plugin its event.
    }
    return callOnce();
  }
}

/** Calls something. What comes back does again what that did: returns, or throws. */
function outcomeOf(call: () => unknown): () => unknown {
  try {
    const returned = call();
    return () => returned;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
