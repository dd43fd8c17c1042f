/** The page of the plugins has no password where it needs one. Its message is one line and says what to set. */
export class MissingAdminPasswordError extends Error {
  override readonly name = 'MissingAdminPasswordError';

  constructor() {
    super('With NODE_ENV=production, ADMIN_PASSWORD must be set: who gives it, as the password, sees /plugins.');
  }
}

/**
 * The password of the page of the plugins; `undefined` when everybody may see it.
 *
 * @throws MissingAdminPasswordError in production, when there is none.
 */
export function readAdminPassword({ NODE_ENV, ADMIN_PASSWORD }: NodeJS.ProcessEnv): string | undefined {
  if (ADMIN_PASSWORD !== undefined && ADMIN_PASSWORD !== '') {
    return ADMIN_PASSWORD;
  }
  if (NODE_ENV === 'production') {
    throw new MissingAdminPasswordError();
  }
  return undefined;
}
