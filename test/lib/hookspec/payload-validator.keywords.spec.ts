import { HookspecFolder } from '../support/hookspec-folder.js';
import { validatorFor } from '../support/hookspec-problems.js';

// In a file of its own: when it fails, an unhandled rejection ends the whole test process.
describe('a keyword that ajv knows and JSON Schema 2020-12 does not', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  it('does not let null through: nullable', () => {
    folder.write('s.json', { type: 'string', nullable: true });
    expect(validatorFor(folder, 's.json')(null)).toEqual({ path: '', reason: 'must be string' });
  });

  it('does not lead back without end: $recursiveRef, of an older draft', () => {
    folder.write('s.json', { type: 'string', $recursiveRef: '#' });
    const validate = validatorFor(folder, 's.json');
    expect(validate('a')).toBeUndefined();
    expect(validate(7)).toBeDefined();
  });

  it('needs no other beside it: nullable', () => {
    folder.write('s.json', { nullable: true });
    expect(validatorFor(folder, 's.json')(null)).toBeUndefined();
  });

  it('does not put the check off: $async', () => {
    folder.write('s.json', { $async: true, type: 'string' });
    expect(validatorFor(folder, 's.json')(5)).toEqual({ path: '', reason: 'must be string' });
  });

  it('does not put the check of a part off: $async', () => {
    folder.write('s.json', {
      properties: { a: { $ref: '#/$defs/a' } },
      $defs: { a: { $async: true, type: 'string' } },
    });
    expect(validatorFor(folder, 's.json')({ a: 5 })).toEqual({ path: '/a', reason: 'must be string' });
  });

  it('is no keyword either: id', () => {
    folder.write('s.json', { id: 'https://example.com/s.json', type: 'string' });
    expect(validatorFor(folder, 's.json')(5)).toEqual({ path: '', reason: 'must be string' });
  });

  it.each(['$async', '$recursiveRef', 'id', 'nullable'])(
    'may be the name of a property, which is checked: %s',
    (name) => {
      folder.write('s.json', { properties: { [name]: { type: 'string' } } });
      expect(validatorFor(folder, 's.json')({ [name]: 5 })).toEqual({ path: `/${name}`, reason: 'must be string' });
    },
  );
});
