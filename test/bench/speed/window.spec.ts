import { Window } from '../../../bench/speed/measure/window.js';

async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

it('lets as many events be on their way as it is large, and counts them', async () => {
  const window = new Window(20);
  await window.take(10);
  await window.take(10);
  expect(window.published).toBe(20);
});

it('has the next events wait until there is room for all of them', async () => {
  const window = new Window(20);
  await window.take(20);
  const next = window.take(10);
  window.tell(9);
  expect(await isSettled(next)).toBe(false);
  expect(window.published).toBe(20);
  window.tell(10);
  expect(await isSettled(next)).toBe(true);
  expect(window.published).toBe(30);
});

it('is empty once everything was heard', async () => {
  const window = new Window(20);
  await window.take(20);
  const empty = window.whenEmpty();
  window.tell(19);
  expect(await isSettled(empty)).toBe(false);
  window.tell(20);
  expect(await isSettled(empty)).toBe(true);
});
