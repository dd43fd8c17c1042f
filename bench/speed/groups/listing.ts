import { runChild } from '../children/child.js';
import type { ListingFigures } from '../children/listing-child.js';
import type { MeasuredGroup } from '../measure/measured-group.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';

const OURS = 'admin part';

/** How long lists of many plugins take, over HTTP. */
export async function measureListing(_settings: Settings): Promise<MeasuredGroup> {
  say('listing');
  const { plugins, hooks } = (await runChild('listing-child')) as { plugins: ListingFigures; hooks: ListingFigures };
  return {
    name: 'listing',
    title: '500 plugins with 10 hooks each, over HTTP',
    columnsAre: '',
    base: OURS,
    figuresOf: [OURS],
    columns: [
      { label: 'GET /plugins', unit: 'ms', times: { [OURS]: plugins.times } },
      { label: 'its size', unit: 'MB', times: { [OURS]: [plugins.megabytes] } },
      { label: 'GET /plugins/hooks', unit: 'ms', times: { [OURS]: hooks.times } },
      { label: 'size of that', unit: 'MB', times: { [OURS]: [hooks.megabytes] } },
    ],
  };
}
