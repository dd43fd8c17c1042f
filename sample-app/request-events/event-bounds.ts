/** The longest values the schemas in `hookspecs/schemas` allow, in characters; a test compares the two. */
export const MAX_LENGTH = { request_id: 128, actor: 128, path: 256, code: 128 } as const;
