import { hearersOf, pluginsThatMayFail } from '../../../bench/soak/application/plugin-table.js';

it('says who hears a hook', () => {
  expect(hearersOf('on_stock_counted')).toEqual(['WellBehavedSync', 'WellBehavedAsync', 'MutatesPayloads']);
  expect(hearersOf('on_page_viewed')).toEqual([]);
});

it('holds one plugin of which no line may say that it failed', () => {
  const mayFail = pluginsThatMayFail();
  expect(mayFail.has('ThrowsAnything')).toBe(true);
  expect(mayFail.has('WellBehavedSync')).toBe(false);
});
