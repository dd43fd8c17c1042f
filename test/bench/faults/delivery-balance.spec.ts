import { balance, type Hearer } from '../../../bench/faults/delivery-balance.js';
import type { Heard } from '../../../bench/faults/heard.js';

const ALL: Heard = { once: [[0, 9]], again: [] };
const NOTHING: Heard = { once: [], again: [] };
const PUBLISHED = { instance: 'a', publisher: 'delivery.a', from: 0, to: 10 };

function publisher({ local = ALL, remote = NOTHING } = {}): Hearer {
  return { name: 'a', heard: [{ publisher: 'delivery.a', local, remote }] };
}

function other({ local = NOTHING, remote = ALL } = {}): Hearer {
  return { name: 'b', heard: [{ publisher: 'delivery.a', local, remote }] };
}

it('owes each event to each of the others, and is even when all have come once', () => {
  expect(balance([PUBLISHED], [publisher(), other(), { ...other(), name: 'c' }])).toEqual({
    owed: 20,
    lost: 0,
    duplicated: 0,
    ownEchoes: 0,
    unheardLocally: 0,
  });
});

it('counts what another instance has not heard as lost', () => {
  const heard = {
    once: [
      [0, 3],
      [6, 9],
    ],
    again: [],
  } as const;
  expect(balance([PUBLISHED], [publisher(), other({ remote: heard })])).toMatchObject({ lost: 2, unheardLocally: 0 });
});

it('counts everything as lost for an instance that has never heard of the publisher', () => {
  expect(balance([PUBLISHED], [{ name: 'b', heard: [] }])).toMatchObject({ owed: 10, lost: 10 });
});

it('counts what came again, on either side', () => {
  const twice = { once: [[0, 9]], again: [[4, 5]] } as const;
  expect(balance([PUBLISHED], [publisher({ local: twice }), other({ remote: twice })])).toMatchObject({
    duplicated: 4,
  });
});

it('counts an event of its own that comes back as an echo', () => {
  expect(balance([PUBLISHED], [publisher({ remote: { once: [[2, 4]], again: [] } })])).toMatchObject({ ownEchoes: 3 });
});

it('counts what the publishing instance has not heard itself, and not as lost', () => {
  expect(balance([PUBLISHED], [publisher({ local: { once: [[1, 9]], again: [] } })])).toMatchObject({
    owed: 0,
    lost: 0,
    unheardLocally: 1,
  });
});

it('looks at the numbers of a publication only', () => {
  const part = { ...PUBLISHED, from: 5, to: 8 };
  expect(balance([part], [other({ remote: { once: [[0, 6]], again: [[0, 2]] } })])).toMatchObject({
    owed: 3,
    lost: 1,
    duplicated: 0,
  });
});

it('one publisher does not make up for another', () => {
  const second = { ...PUBLISHED, instance: 'c', publisher: 'delivery.c' };
  expect(balance([PUBLISHED, second], [other()])).toMatchObject({ owed: 20, lost: 10 });
});
