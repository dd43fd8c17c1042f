import { dirname, resolve } from 'node:path';
import { PositionedDocument } from '../../../hookspec/positioned-document.js';
import { fileReferences } from '../../../hookspec/schema-references.js';
import { isRecord } from '../../../hookspec/walk-schema.js';

/** Above this a text is no hookspec, and the parser is not made for it. */
const MAX_HOOKSPEC_LENGTH = 64 * 1024;

/**
 * The files that a hookspec or a schema refers to. What cannot be read refers to nothing: whoever reads it in earnest says
 * what is wrong with it.
 *
 * @param path the absolute path at which it will be read
 * @returns absolute paths
 */
export function referencesIn(text: string, path: string): string[] {
  try {
    return /\.ya?ml$/i.test(path) ? [...ofHookspec(text, path), ...ofSchema(text, path)] : ofSchema(text, path);
  } catch {
    return [];
  }
}

function ofHookspec(text: string, path: string): string[] {
  if (text.length > MAX_HOOKSPEC_LENGTH) return [];
  const document = new PositionedDocument(text);
  const content = document.problems.length === 0 ? document.toValue() : undefined;
  const hooks: unknown = isRecord(content) ? content['hooks'] : undefined;
  return (Array.isArray(hooks) ? hooks : []).flatMap((hook: unknown) => {
    if (!isRecord(hook)) return [];
    const written = [hook['input_schema'], hook['output_schema']].filter((value) => typeof value === 'string');
    return written.map((one) => resolve(dirname(path), one));
  });
}

function ofSchema(text: string, path: string): string[] {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    return [];
  }
  return fileReferences(schema, path).flatMap(({ file }) => (file === undefined ? [] : [file]));
}
