import type { PluginSystemError } from './plugin-system.error.js';

/**
 * Gathers what is wrong while starting, so that one boot shows every mistake instead of one mistake a boot.
 *
 * What is thrown has the class and the fields of the first problem, and the messages of all.
 */
export class BootProblems {
  private readonly messages: string[] = [];
  private first: ((message: string) => PluginSystemError) | undefined;

  /**
   * @param message the whole message of this problem
   * @param toError makes the error of this problem's class around a message
   */
  add(message: string, toError: (message: string) => PluginSystemError): void {
    this.messages.push(message);
    this.first ??= toError;
  }

  /** @throws PluginSystemError the first problem's, when there is any */
  throwIfAny(): void {
    if (this.first === undefined) return;
    const [only] = this.messages;
    const count = this.messages.length;
    throw this.first(
      count === 1 && only !== undefined
        ? only
        : [`${count} problems with the plugins:`, ...this.messages.map((message) => `  ${message}`)].join('\n'),
    );
  }
}
