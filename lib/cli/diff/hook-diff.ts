import type { DispatchClass } from '../../hookspec/hookspec.js';
import { isOtherSchema, payloadDiff, type ChangeInHook } from './payload-diff.js';
import { OF_OUTPUT, OF_PAYLOAD } from './reasons.js';
import type { DiffSide, HookView } from './side.js';

/** What changed between two declarations of one hook. */
export function hookDiff(old: HookView, next: HookView, shown: DiffSide['shown']): ChangeInHook[] {
  return [
    ...dispatchDiff(old, next),
    ...payloadDiff(schemaOf(old, 'input'), schemaOf(next, 'input'), 'payload', OF_PAYLOAD, shown),
    ...outputDiff(old, next, shown),
    ...wordsAndTools(old, next),
  ];
}

/** Whether two hooks have one dispatch class and take the same payloads. */
export function areAlike(one: HookView, other: HookView): boolean {
  if (one.declaration.dispatch !== other.declaration.dispatch) return false;
  const changes = payloadDiff(schemaOf(one, 'input'), schemaOf(other, 'input'), 'payload', OF_PAYLOAD, (path) => path);
  return changes.every(({ code }) => code === 'words-changed');
}

function schemaOf({ schemas, targets }: HookView, which: 'input' | 'output') {
  return { file: schemas[which], targets };
}

function dispatchDiff({ declaration: { dispatch: before } }: HookView, next: HookView): ChangeInHook[] {
  const { dispatch } = next.declaration;
  if (before === dispatch) return [];
  const message = `The hook is run as ${dispatch}; it was ${before}. Publishers and subscribers alike are refused or not called.`;
  const at = next.at('dispatch');
  return [{ path: 'dispatch', code: 'dispatch-changed', breaks: 'both', bump: 'major', message, at }];
}

function outputDiff(old: HookView, next: HookView, shown: DiffSide['shown']): ChangeInHook[] {
  const [before, after] = [schemaOf(old, 'output'), schemaOf(next, 'output')];
  if (!isUnread(next.declaration.dispatch)) return payloadDiff(before, after, 'output', OF_OUTPUT, shown);
  if (!isOtherSchema(before, after)) return [];
  const message =
    'output_schema says something else. Nobody breaks: what a subscriber of broadcast_notify returns is thrown away.';
  const at = after.file === undefined ? old.at('output_schema') : next.at('output_schema');
  return [{ path: 'output_schema', code: 'output-changed', breaks: 'nobody', bump: 'patch', message, at }];
}

function isUnread(dispatch: DispatchClass): boolean {
  return dispatch === 'broadcast_notify';
}

function wordsAndTools(old: HookView, next: HookView): ChangeInHook[] {
  const [before, after] = [old.declaration, next.declaration];
  const changes: ChangeInHook[] = [];
  if (before.description !== after.description) {
    const message = 'The description of the hook changed. Nobody breaks: nothing is checked by it.';
    changes.push({
      path: 'description',
      code: 'words-changed',
      breaks: 'nobody',
      bump: 'patch',
      message,
      at: (after.description === undefined ? old : next).at('description'),
    });
  }
  const tools = [
    { key: 'mcp_exposed', was: before.mcpExposed, is: after.mcpExposed },
    { key: 'mcp_tool_name_template', was: before.mcpToolNameTemplate, is: after.mcpToolNameTemplate },
  ];
  for (const { key, was, is } of tools) {
    if (was === is) continue;
    const message = `${key} is ${written(is)}; it was ${written(was)}. Neither publishers nor subscribers read it; an MCP server may.`;
    const at = (next.has(key) ? next : old).at(key);
    changes.push({ path: key, code: 'mcp-changed', breaks: 'nobody', bump: 'minor', message, at });
  }
  return changes;
}

function written(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}
