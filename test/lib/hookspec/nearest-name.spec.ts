import { didYouMean, nearestName } from '../../../lib/hookspec/nearest-name.js';

const HOOKS = ['on_request_started', 'on_request_finished', 'on_request_failed'];

describe('the nearest name', () => {
  it.each([
    ['a letter left out', 'on_request_startd', 'on_request_started'],
    ['a letter too many', 'on_request_failedd', 'on_request_failed'],
    ['a wrong letter', 'on_request_finishef', 'on_request_finished'],
    ['two letters swapped', 'on_request_strated', 'on_request_started'],
    ['another tense', 'on_request_start', 'on_request_started'],
    ['camelCase', 'onRequestStarted', 'on_request_started'],
    ['capitals', 'ON_REQUEST_FAILED', 'on_request_failed'],
  ])('is found for %s: %s', (_, wrong, right) => {
    expect(nearestName(wrong, HOOKS)).toBe(right);
  });

  it('is the closest one, wherever it stands in the list', () => {
    expect(nearestName('on_abd', ['on_xyz', 'on_abc', 'on_abcde'])).toBe('on_abc');
    expect(nearestName('on_abd', ['on_abcde', 'on_xyz', 'on_abc'])).toBe('on_abc');
  });

  it.each(['shutdown', 'x', '', 'a_completely_different_hook_name'])(
    'is none for %j, which is like no other',
    (wrong) => {
      expect(nearestName(wrong, HOOKS)).toBeUndefined();
    },
  );

  it('is none when the two share not one letter, however short they are', () => {
    expect(nearestName('k', ['ab'])).toBeUndefined();
    expect(nearestName('xy', ['ab'])).toBeUndefined();
  });

  it('is none among no names', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });

  it('is found for a wrong name of 128 characters', () => {
    expect(nearestName('x'.repeat(128), ['x'.repeat(127)])).toBe('x'.repeat(127));
  });

  it('is not looked for when the wrong name is longer than any name may be', () => {
    expect(nearestName('x'.repeat(129), ['x'.repeat(128)])).toBeUndefined();
  });
});

describe('did you mean', () => {
  it('names the nearest name, after a space', () => {
    expect(didYouMean('hok', ['hook', 'kind'])).toBe(" Did you mean 'hook'?");
  });

  it('is nothing when there is none', () => {
    expect(didYouMean('authentication', ['hook', 'kind'])).toBe('');
  });
});
