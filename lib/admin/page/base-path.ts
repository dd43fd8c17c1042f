/**
 * Where the routes are, wherever that is: under a global prefix, or under the path of a reverse proxy.
 *
 * @param path of the page
 * @param suffix what it has behind theirs; only the server knows, since theirs may end in the same way
 */
export function basePath(path: string, suffix: string): string {
  // Two slashes in front would be another host.
  const own = path.replace(/\/+$/, '').replace(/^\/+/, '/');
  return own.toLowerCase().endsWith(suffix) ? own.slice(0, own.length - suffix.length) : own;
}
