import fc from 'fast-check';
import { loadCompiled } from '../../../../lib/hookspec/compiled/compiled-loader.js';
import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import { anySchemas } from '../../support/any-schema.js';
import { anyPayload } from '../../support/any-payload.js';
import { compileFolder } from '../../support/compile-folder.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

const SCHEMAS_A_RUN = 40;

/** What becomes of a payload: how it is refused, or `undefined`. */
function answerOf(check: () => unknown): unknown {
  try {
    return check();
  } catch (error) {
    return String(error);
  }
}

describe('random hookspecs that are compiled ahead of time', () => {
  const folder = new HookspecFolder();
  afterAll(() => folder.remove());

  it('give every payload the answer and the copy that they give when they are read', async () => {
    const schemas = fc.sample(anySchemas, { seed: 5, numRuns: SCHEMAS_A_RUN });
    let hooks = '';
    schemas.forEach(({ schema, neighbour }, index) => {
      folder.write(`${index}/s.json`, schema);
      folder.write(`${index}/n.json`, neighbour);
      folder.write(`${index}/leaf.json`, { type: 'string' });
      hooks += `  - { name: on_${index}, dispatch: broadcast_notify, input_schema: ${index}/s.json }\n`;
    });
    folder.write('k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks:\n${hooks}`);
    const [read] = loadHookspecs([folder.path]);
    const [compiled] = loadCompiled([await compileFolder(folder)]);
    let refused = 0;
    fc.assert(
      fc.property(anyPayload, fc.nat(SCHEMAS_A_RUN - 1), (payload, index) => {
        const [mine, theirs] = [compiled, read].map((hookspec) => hookspec?.hooks.get(`on_${index}`));
        const copy = theirs?.compileSnapshot()(payload);
        expect(mine?.compileSnapshot()(payload)).toEqual(copy);
        const answer = answerOf(() => theirs?.validate(copy));
        expect(answerOf(() => mine?.validate(copy))).toEqual(answer);
        refused += Number(answer !== undefined);
      }),
      { seed: 5, numRuns: 2_000 },
    );
    // Else nothing was compared but the letting through of everything.
    expect(refused).toBeGreaterThan(200);
    expect(refused).toBeLessThan(1_900);
  });
});
