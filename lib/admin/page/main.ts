import { basePath } from './base-path.js';
import { byId } from './element.js';
import { FilterBar } from './filter-bar.js';
import { HookView } from './hook-view.js';
import { PluginView } from './plugin-view.js';
import { Stream } from './stream.js';
import { useTheme } from './theme.js';
import { Views } from './views.js';

/** How often ages are told anew, in milliseconds. */
const TICK = 1000;

const base = basePath(
  location.pathname,
  document.querySelector('meta[name=path-suffix]')?.getAttribute('content') ?? '',
);

useTheme(byId('theme', HTMLButtonElement));

const plugins = new PluginView(base);
const hooks = new HookView(base, byId('hook-list', HTMLElement), byId('hook-line', HTMLElement));

const filterBar = new FilterBar(
  () => {
    plugins.filter(filterBar.words, filterBar.status);
    hooks.filter(filterBar.words);
  },
  () => views.forgetFilter(),
);

const views = new Views(
  (view) => {
    byId('plugin-choice', HTMLElement).hidden = view !== 'plugins';
    if (view === 'hooks') hooks.tick();
  },
  (filter) => filterBar.lookFor(filter),
);

views.show();
void new Stream(`${base}/events`, plugins).start();
setInterval(() => {
  plugins.tick();
  if (views.current === 'hooks') hooks.tick();
}, TICK);
