import { AmbiguousPluginError } from '../errors/ambiguous-plugin.error.js';
import type { BootProblems } from '../errors/boot-problems.js';
import type { DiscoveredPlugin } from './discovered-plugin.js';
import { pluginOptionsOf } from './plugin-metadata.js';
import { defaultName } from './plugin-name.js';

/** A plugin and the name it goes by in logs and status. */
export interface NamedPlugin extends DiscoveredPlugin {
  readonly name: string;
}

/**
 * Gives every plugin a name of its own: the one it claims with `@Plugin({ name })`, else its class's. Where several would
 * share one, they are told apart as `Name@Module`, then `Name@Module#2`.
 *
 * @param plugins the plugins to name
 * @param named the plugins that have a name already: they keep it
 * @param problems takes two classes that claim one name
 * @param warn told of each name that could not be given as it is
 */
export function namePlugins(
  plugins: readonly DiscoveredPlugin[],
  named: readonly NamedPlugin[],
  problems: BootProblems,
  warn: (message: string) => void,
): NamedPlugin[] {
  const taken = new Set(named.map(({ name }) => name));
  const names = new Map<DiscoveredPlugin, string>();
  const namedByWish = groupBy(named, wantedName);
  // Whoever claims a name has it before anybody else is told apart from it.
  const groups = [...groupBy(plugins, wantedName)].toSorted(
    ([, a], [, b]) => Number(b.some(claims)) - Number(a.some(claims)),
  );
  for (const [wanted, group] of groups) {
    reportRivals(wanted, [...(namedByWish.get(wanted) ?? []), ...group], problems);
    const owner = taken.has(wanted) ? undefined : ownerOf(group);
    if (owner) names.set(owner, take(wanted, taken));
    for (const plugin of group) {
      if (plugin !== owner) names.set(plugin, takeFree(`${wanted}@${defaultName(plugin.module)}`, taken));
    }
    if (owner === undefined || group.length > 1) warn(explain(wanted, group, names));
  }
  return plugins.map((plugin) => ({ ...plugin, name: names.get(plugin) ?? wantedName(plugin) }));
}

/** Who gets a name as it is: the only one that wants it, or the only instance of the class that claims it. */
function ownerOf(group: readonly DiscoveredPlugin[]): DiscoveredPlugin | undefined {
  const claimants = group.length === 1 ? group : group.filter(claims);
  return claimants.length === 1 ? claimants[0] : undefined;
}

function wantedName(plugin: DiscoveredPlugin): string {
  return pluginOptionsOf(plugin.classRef).name ?? defaultName(plugin.className);
}

function claims(plugin: DiscoveredPlugin): boolean {
  return pluginOptionsOf(plugin.classRef).name !== undefined;
}

function reportRivals(name: string, group: readonly DiscoveredPlugin[], problems: BootProblems): void {
  const byClass = groupBy(group.filter(claims), ({ classRef }) => classRef);
  if (byClass.size < 2) return;
  const rivals = [...byClass.values()].flat().map(({ className, module }) => `${className} (in ${module})`);
  problems.add(
    `${rivals.join(' and ')} claim the plugin name '${name}' with @Plugin({ name }): give each a name of its own`,
    (message) => new AmbiguousPluginError(message, name),
  );
}

function takeFree(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}#${count}`;
  return take(free, taken);
}

function take(name: string, taken: Set<string>): string {
  taken.add(name);
  return name;
}

function explain(
  wanted: string,
  group: readonly DiscoveredPlugin[],
  givenNames: ReadonlyMap<DiscoveredPlugin, string>,
): string {
  const names = group.map((plugin) => givenNames.get(plugin)).join(', ');
  const [first, ...rest] = group;
  if (first !== undefined && rest.length > 0 && rest.every(({ classRef }) => classRef === first.classRef)) {
    const modules = group.map(({ module }) => module).join(' and ');
    return (
      `${first.className} is provided by ${modules}: Nest made ${group.length} instances, all of which subscribe, as ` +
      `${names}. Let one module provide and export it, unless several are meant.`
    );
  }
  return `Several plugins would be called ${wanted}; told apart as ${names}. Name them with @Plugin({ name }).`;
}

function groupBy<K>(plugins: readonly DiscoveredPlugin[], keyOf: (plugin: DiscoveredPlugin) => K) {
  const groups = new Map<K, DiscoveredPlugin[]>();
  for (const plugin of plugins) {
    const group = groups.get(keyOf(plugin));
    if (group) group.push(plugin);
    else groups.set(keyOf(plugin), [plugin]);
  }
  return groups;
}
