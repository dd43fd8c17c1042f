/**
 * What a reader can do next with the application that has just started, ready to paste.
 *
 * @param port the port the application listens on.
 */
export function whatToTry(port: number): string {
  const url = `http://localhost:${port}`;
  return `
The sample application listens on ${url}. See its plugins in a browser:

  ${url}/plugins

and try:

  curl -H 'x-request-id: r1' -H 'x-actor: alice' ${url}/hello/bob
  curl ${url}/fail       # 500; the plugins hear on_request_failed
  curl ${url}/slow       # 200 ms; press Ctrl-C meanwhile: it is still answered
  curl ${url}/metrics    # what MetricsExporter counted, and how the plugins do
  curl ${url}/health     # whether the plugins are well

Then start it with plugins that throw on every event, or on some, and see that no answer changes:

  BROKEN_PLUGIN=1 FLAKY_PLUGIN=0.3 npm start

Or start several that hear of each other's requests, through a broker: npm run broker says how.

`;
}
