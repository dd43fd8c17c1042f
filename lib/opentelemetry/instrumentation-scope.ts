/** Who makes the spans and the metrics, as OpenTelemetry wants to know it. */
export const SCOPE_NAME = 'nestjs-plugin-system';

/** The version of this package. Written here, since a bundle has no package.json to look it up in; a test compares. */
export const SCOPE_VERSION = '0.1.0';
