/** FLAKY_PLUGIN holds something that is no share of deliveries. Its message is one line and says what to set. */
export class InvalidFailureRateError extends Error {
  override readonly name = 'InvalidFailureRateError';

  /** @param text what FLAKY_PLUGIN holds. */
  constructor(text: string) {
    super(`FLAKY_PLUGIN must be a number from 0 to 1, such as 0.3, but it is ${JSON.stringify(text)}.`);
  }
}

/**
 * How often the flaky plugin fails.
 *
 * @param text the environment variable FLAKY_PLUGIN. Unset and empty both mean that there is no such plugin.
 * @throws InvalidFailureRateError when it is anything else than a number from 0 to 1.
 */
export function readFailureRate(text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const rate = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || rate > 1) {
    throw new InvalidFailureRateError(text);
  }
  return rate;
}
