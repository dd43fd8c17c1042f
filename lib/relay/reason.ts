/** What stands before the host in a URL: it may hold a password, and a client library may take the URL for a host. */
const CREDENTIALS = /\/\/\S*@/g;
/** The same without a scheme. */
const USER_AND_PASSWORD = /[^\s/:]+:[^\s/]\S*@/g;

/** What an error of a client library says, without any password; they reject with texts and objects, too. */
export function reasonOf(error: unknown): string {
  return wordsOf(error).replace(CREDENTIALS, '//***@').replace(USER_AND_PASSWORD, '***@');
}

function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return String(error);
  const { err, errors, message, code } = error as Readonly<Record<string, unknown>>;
  // amqp-connection-manager wraps the error; Node has one for each address that it tried.
  if (err !== undefined) return wordsOf(err);
  if (Array.isArray(errors) && errors.length > 0) return wordsOf(errors[0]);
  const text = [message, code].find((part) => typeof part === 'string' && part !== '');
  return typeof text === 'string' ? text : 'an unknown error';
}
