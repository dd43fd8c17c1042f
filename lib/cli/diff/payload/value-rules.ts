import { payloadAjv } from '../../../hookspec/payload-ajv.js';
import { refillWork } from '../../../hookspec/pattern/work-budget.js';
import { matches } from '../../shape/key-pattern.js';

/** Whether a single value keeps a rule, by what checks payloads; `undefined` for rules that are only compared as they are written. */
export function keepsRule(value: boolean | number | string, rule: string): boolean | undefined {
  const [, keyword = '', written = ''] = /^(pattern|format|multipleOf) (.*)$/s.exec(rule) ?? [];
  switch (keyword) {
    case 'pattern':
      return typeof value !== 'string' || matches(String(JSON.parse(written)), value);
    case 'multipleOf':
      return typeof value !== 'number' || Number.isInteger(value / Number(written));
    case 'format':
      return typeof value === 'string' ? keepsFormat(value, String(JSON.parse(written))) : undefined;
    default:
      return undefined;
  }
}

let formats: ReturnType<typeof payloadAjv>['formats'] | undefined;

function keepsFormat(text: string, name: string): boolean | undefined {
  formats ??= payloadAjv().formats;
  const format = formats[name];
  refillWork();
  return typeof format === 'function' ? format(text) === true : undefined;
}

let checked: ReadonlySet<string> | undefined;

/** Whether payloads are checked by a format: others, and those that everything fits, are annotations. @param written its name in quotes */
export function isKnownFormat(written: string): boolean {
  formats ??= payloadAjv().formats;
  checked ??= new Set(
    Object.entries(formats)
      .filter(([name, format]) => format !== true && name !== 'float' && name !== 'double')
      .map(([name]) => JSON.stringify(name)),
  );
  return checked.has(written);
}
