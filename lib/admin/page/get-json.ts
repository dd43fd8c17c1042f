/**
 * What the server answers at a URL.
 *
 * @throws Error which says in a few words why there is no answer
 */
export async function getJson<T>(url: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, cache: 'no-store' });
  } catch (error) {
    throw new Error('the server cannot be reached', { cause: error });
  }
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new Error('the server did not answer with JSON', { cause: error });
  }
}
