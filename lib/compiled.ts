// What the files that `hookspec compile` writes import. It is no interface for people: it changes with those files.
export { equal, ucs2length } from './hookspec/compiled/code-parts.js';
export { linearPattern } from './hookspec/pattern/linear-pattern.js';
export { payloadFormats as formats } from './hookspec/payload-formats.js';
export { SNAPSHOT_PARTS as snapshotParts } from './hookspec/snapshot/payload-snapshot.js';
