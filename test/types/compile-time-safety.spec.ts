import {
  compile,
  COMPILERS,
  fixture,
  RESOLUTIONS,
  versionOf,
  type Resolution,
  type Version,
} from './support/compile.js';
import type { Complaint } from './support/complaints.js';
import { publisherFile, subscriberFile, wrongLineOf, type WrongCode } from './wrong-code.js';
import { WRONG_PUBLISHERS } from './wrong-publishers.js';
import { WRONG_SUBSCRIBERS } from './wrong-subscribers.js';

interface WrongFile extends WrongCode {
  name: string;
  text: string;
}

const wrongFiles = (folder: string, wrongs: readonly WrongCode[], fileOf: (code: string) => string): WrongFile[] =>
  wrongs.map((wrong, index) => ({ ...wrong, name: `${folder}/wrong-${index}.ts`, text: fileOf(wrong.code) }));

const PUBLISHERS = wrongFiles('publishers', WRONG_PUBLISHERS, publisherFile);
const SUBSCRIBERS = wrongFiles('subscribers', WRONG_SUBSCRIBERS, subscriberFile);

const VERSIONS = Object.keys(COMPILERS) as Version[];
const CONFIGURATIONS = VERSIONS.flatMap((version) =>
  (Object.keys(RESOLUTIONS) as Resolution[]).map((resolution) => ({ version, resolution })),
);

/** What an application may ask for besides. */
const DEMANDING = {
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  emitDecoratorMetadata: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
};

it.each(VERSIONS)('the compiler that is taken for TypeScript %s is one', (version) => {
  expect(versionOf(version)).toMatch(new RegExp(`^${version.replace('.', '\\.')}\\.`));
});

describe.each(CONFIGURATIONS)(
  'with TypeScript $version and module resolution "$resolution"',
  ({ version, resolution }) => {
    let complaints: Complaint[];

    beforeAll(() => {
      // One program, because a compiler needs seconds for each.
      const typed = [
        ['hookspec-types.ts', fixture('hookspec-types.ts')],
        ['fitting.ts', fixture('fitting.ts')],
      ] as const;
      const wrong = [...PUBLISHERS, ...SUBSCRIBERS].map(({ name, text }) => [name, text] as const);
      complaints = compile(version, resolution, new Map([...typed, ...wrong]));
    }, 60_000);

    const complaintsAbout = (name: string) =>
      complaints.filter(({ file }) => file === name).map(({ line, lastLine }) => ({ line, lastLine }));

    it('an application that keeps to its hooks compiles', () => {
      const names = [...PUBLISHERS, ...SUBSCRIBERS].map(({ name }) => name);
      expect(complaints.filter(({ file }) => !names.includes(file))).toEqual([]);
    });

    it('so it does with demanding options, and generated types in a .d.ts file', () => {
      const files = [
        ['hookspec-types.d.ts', fixture('hookspec-types.ts')],
        ['fitting.ts', fixture('fitting.ts')],
      ] as const;
      expect(compile(version, resolution, new Map(files), DEMANDING)).toEqual([]);
    }, 60_000);

    it('any kind, hook and payload compile in an application that registers none', () => {
      expect(compile(version, resolution, new Map([['untyped.ts', fixture('untyped.ts')]]), DEMANDING)).toEqual([]);
    }, 60_000);

    it.each(PUBLISHERS)('the last line of the one error names what is wrong of a publisher: $what', (wrong) => {
      const expected = { line: wrongLineOf(wrong.text), lastLine: expect.stringMatching(wrong.lastLine) as string };
      expect(complaintsAbout(wrong.name)).toEqual([expected]);
    });

    it.each(SUBSCRIBERS)('the last line of the one error names what is wrong of a subscriber: $what', (wrong) => {
      const expected = { line: wrongLineOf(wrong.text), lastLine: expect.stringMatching(wrong.lastLine) as string };
      expect(complaintsAbout(wrong.name)).toEqual([expected]);
    });
  },
);
