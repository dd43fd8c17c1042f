/**
 * Whether whoever sent this `Accept` header is a browser that wants a page: HTML is named in it, and JSON is not wanted more
 * (RFC 9110, 12.5.1). `*\/*` alone is no wish for a page: that is what `curl` and `fetch` send.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const html = weightOf('text/html', accept);
  return html > 0 && html >= weightOf('application/json', accept);
}

function weightOf(type: string, accept = ''): number {
  for (const range of accept.split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (name !== type) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    // `|| 0` for what is no number.
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  }
  return 0;
}
