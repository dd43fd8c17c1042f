import type { HookspecProblem } from '../../errors/hookspec-invalid.error.js';
import { byPlace } from '../../hookspec/problem-list.js';
import type { SchemaPlace } from '../../hookspec/schema-place.js';
import { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { Made } from '../generated-outcome.js';
import { readForCommand } from '../read-for-command.js';
import { SchemaShapes } from '../shape/schema-shapes.js';
import type { Terminal } from '../terminal.js';
import { payloadSchemas } from './payload-schemas.js';
import { typesText } from './types-text.js';

/**
 * Makes the types of the hooks that hookspecs declare.
 *
 * @param paths files and directories, relative to the working directory
 * @returns with notes on what the schemas demand and the types do not
 * @throws UsageError when there are none
 */
export function makeTypes(paths: readonly string[], terminal: Terminal): Made {
  const { sources, problems, schemas, describe } = readForCommand(paths, terminal);
  if (problems.length > 0) return { text: '', problems, notes: [], hookCount: 0 };

  const shapes = new SchemaShapes(new SchemaTargets((path) => schemas.find(path)));
  const found: HookspecProblem[] = [];
  const text = typesText(sources, shapes, {
    add: (file, position, message) => found.push(describe(file, position, message)),
  });
  const payloads = sources.flatMap(payloadSchemas);
  const hookCount = payloads.length;
  if (found.length > 0) return { text, problems: found.toSorted(byPlace), notes: [], hookCount };

  const note = ({ file, path }: SchemaPlace, keyword: string, message: string) => {
    return describe(file.path, file.document().positionOfKey(path, keyword), message);
  };
  const impossible = new Map(payloads.map(({ place }) => [place.schema, place] as const));
  const notes = [
    ...shapes.unexpressed.map(({ place, keyword }) => {
      return note(place, keyword, `the type does not say what '${keyword}' demands: it is wider than the schema`);
    }),
    ...[...impossible.values()]
      .filter((place) => shapes.of(place).length === 0)
      .map((place) => note(place, '', 'no payload fits this schema: its type is never')),
  ];
  return { text, problems: [], notes: notes.toSorted(byPlace), hookCount };
}
