import type { Question } from './http-client.js';

/** A question, and the only right answer to it. */
export interface CheckedQuestion extends Question {
  readonly status: number;
  readonly answer: object;
}

const PRICE = 9.5;

const page = (folder: string) => (index: number) => {
  const name = `n${index}`;
  return { method: 'GET', path: `/${folder}/${name}`, status: 200, answer: { page: name } } as const;
};

const order = (path: string) => (index: number) => {
  const body = { id: `o${index}`, quantity: 1 + (index % 5) };
  const answer = { order: body.id, total: body.quantity * PRICE };
  return { method: 'POST', path, body, status: 201, answer } as const;
};

/** The publisher's own error must come through, whatever publishing did while it was handled. */
const conflict = (path: string) => (index: number) => {
  const body = { id: `o${index}`, quantity: 1 };
  const answer = { message: `there is none left for ${body.id}`, error: 'Conflict', statusCode: 409 };
  return { method: 'POST', path, body, status: 409, answer } as const;
};

// Those that take long come seldom, or the connections would mostly wait.
const mix: readonly ((index: number) => CheckedQuestion)[] = [
  page('pages'),
  order('/orders'),
  page('pages'),
  conflict('/orders/rejected'),
  order('/orders'),
  page('pages'),
  page('viewed'),
  order('/orders'),
  page('slow'),
  page('pages'),
  order('/orders'),
  conflict('/orders/mistaken'),
  page('pages'),
  order('/orders'),
  page('pages'),
  conflict('/orders/rejected'),
  page('viewed'),
  order('/orders'),
  page('pages'),
  order('/orders/awaited'),
];

/** The question with a number: the same mix of all routes over and over. */
export function questionAt(index: number): CheckedQuestion {
  const make = mix[index % mix.length];
  if (make === undefined) throw new RangeError(`there is no question ${index}`);
  return make(index);
}
