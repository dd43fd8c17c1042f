import { types } from 'node:util';

/** Why a payload cannot be carried as JSON, and where. */
export class LossyValue extends Error {
  /**
   * @param path a JSON pointer (RFC 6901) to the culprit
   * @param reason what JSON would lose or mangle there
   */
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path} ${reason}`);
  }

  /** Whether a value is one. Unlike `instanceof` it does not throw when the value is a revoked proxy. */
  static is(value: unknown): value is LossyValue {
    return types.isNativeError(value) && value instanceof LossyValue;
  }
}
