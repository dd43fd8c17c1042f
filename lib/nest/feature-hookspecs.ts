/** The token under which `forFeature` leaves the hookspec paths of a feature. */
export const FEATURE_HOOKSPECS = Symbol('PLUGIN_SYSTEM_FEATURE_HOOKSPECS');
