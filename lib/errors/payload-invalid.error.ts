import { PluginSystemError } from './plugin-system.error.js';

/** A published payload breaks its hook's schema, or holds what JSON cannot carry. Nobody was told. */
export class PayloadInvalidError extends PluginSystemError {
  override readonly name = 'PayloadInvalidError';

  /**
   * @param kind the hook's kind
   * @param hook the hook
   * @param path a JSON pointer (RFC 6901) to the culprit in the payload; empty for the payload itself
   * @param reason what is wrong there, without any value of the payload
   */
  constructor(
    readonly kind: string,
    readonly hook: string,
    readonly path: string,
    readonly reason: string,
  ) {
    super('PAYLOAD_INVALID', `The payload of ${kind}.${hook} is refused: ${path || 'it'} ${reason}`);
  }
}
