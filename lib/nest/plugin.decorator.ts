import { inspect } from 'node:util';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import { setPluginOptions, type PluginOptions } from './plugin-metadata.js';
import { nameComplaint } from './plugin-name.js';

/**
 * Names a plugin, and says which major version of a kind it was written for. Optional: a class needs only `@OnHook`.
 *
 * @throws PluginSystemError (`PLUGIN_INVALID`) when the class is defined, if an option has the wrong form
 *
 * @example
 * \@Plugin({ name: 'billing-audit', kindApiVersion: '1' })
 * \@Injectable()
 * class BillingAudit {}
 */
export function Plugin(options: PluginOptions): ClassDecorator {
  return (target) => {
    const complaint = complaintAbout(options);
    if (complaint !== undefined) throw new PluginSystemError('PLUGIN_INVALID', `${target.name}: @Plugin ${complaint}`);
    setPluginOptions(target, options);
  };
}

// Types keep most of these out; plain JavaScript and a cast do not.
function complaintAbout(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null) return 'needs an object, such as { name }';
  const { name, kindApiVersion } = options as Record<keyof PluginOptions, unknown>;
  if (name !== undefined && typeof name !== 'string') return 'name must be text';
  return nameComplaint(name) ?? versionComplaint(kindApiVersion);
}

function versionComplaint(versions: unknown): string | undefined {
  if (versions === undefined) return undefined;
  const majors: unknown[] = typeof versions === 'object' && versions !== null ? Object.values(versions) : [versions];
  const wrong = majors.find((major) => typeof major !== 'string' || !/^(0|[1-9]\d*)$/.test(major));
  if (wrong === undefined && majors.length > 0) return undefined;
  return `kindApiVersion must be a major version such as '1', or a map by kind, not ${inspect(wrong ?? versions)}`;
}
