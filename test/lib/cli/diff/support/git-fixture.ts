import { execFileSync } from 'node:child_process';
import { HookspecFolder } from '../../../support/hookspec-folder.js';

/** A repository in a folder of its own, made by the real git. */
export class GitFixture {
  readonly folder = new HookspecFolder();
  /** The environment without what a git hook may have set around the tests. */
  readonly environment: NodeJS.ProcessEnv;

  constructor() {
    const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    this.environment = {
      ...Object.fromEntries(entries),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    this.git('init', '-q', '-b', 'main');
  }

  git(...args: readonly string[]): string {
    return this.gitWith('', ...args);
  }

  /** Runs git with a text on its stdin. */
  gitWith(input: string, ...args: readonly string[]): string {
    const settings = [
      'user.name=Test',
      'user.email=test@example.invalid',
      'commit.gpgsign=false',
      'core.symlinks=true',
    ];
    const options = settings.flatMap((setting) => ['-c', setting]);
    return execFileSync('git', [...options, ...args], {
      cwd: this.folder.path,
      env: this.environment,
      encoding: 'utf8',
      input,
      stdio: 'pipe',
    });
  }

  commit(message = 'change'): void {
    this.git('add', '-A');
    this.git('commit', '-q', '-m', message);
  }

  remove(): void {
    this.folder.remove();
  }
}
