import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { Warning } from './warning.js';

/** Warns of hooks without a description, which is all that plugin authors are told of when a hook is published. */
export function hookWarnings(sources: readonly HookspecSource[]): Warning[] {
  return sources.flatMap(({ hookspec, document }) =>
    [...hookspec.hooks.values()].flatMap(({ name, description = '' }, index): Warning[] => {
      if (description.trim() !== '') return [];
      const position = document.positionOf(['hooks', index, 'name']);
      const message = `hook '${name}' has no description: say when it is published`;
      return [{ rule: 'hook-description', file: hookspec.file, position, message }];
    }),
  );
}
