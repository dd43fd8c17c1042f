/** A mistake of an application, and what the compiler must say of it. */
export interface WrongCode {
  readonly what: string;
  /** The line with the comment `// wrong` must have the error, and no other line may have any. */
  readonly code: string;
  /** The last line of the error: it names the thing that is wrong. */
  readonly lastLine: RegExp;
}

/** A file of an application in which a publisher is wrong. */
export function publisherFile(code: string): string {
  return `import type { NotifyService } from 'nestjs-plugin-system';
export function publish(notifyService: NotifyService): void {
  ${code}
}
`;
}

/** A file of an application in which a method of a plugin is wrong. */
export function subscriberFile(code: string): string {
  return `import { OnHook, type Delivery } from 'nestjs-plugin-system';
import type { Delivery as Parcel, Lists, RequestErrorEvent, RequestEvent } from '../hookspec-types.js';
export type Used = Delivery | Lists | Parcel | RequestErrorEvent | RequestEvent;
class Heard {
  @OnHook('lifecycle_listener', 'on_request_started')
  hear(_event: RequestEvent): void {}
}
export class Plugin extends Heard {
  ${code}
}
`;
}

/** The number, counted from 1, of the line that is marked as wrong. */
export function wrongLineOf(file: string): number {
  const lines = file.split('\n');
  const numbers = [...lines.keys()].filter((index) => lines[index]?.endsWith('// wrong'));
  if (numbers.length !== 1) throw new Error(`one line must be marked as wrong, not ${numbers.length}:\n${file}`);
  return Number(numbers[0]) + 1;
}
