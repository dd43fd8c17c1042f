/** The text of `hookspec diff --help`. */
export const DIFF_HELP = `Says what changed between two states of hookspecs, whom each change breaks, and which version
that needs.

Usage: hookspec diff OLD NEW [--json]

OLD and NEW are each a hookspec file, a folder of them, or what git has of either: REVISION:PATH.
That path is one from the root of the repository, or from here when it begins with ./ or ../
(a file or folder on disk that is called just like that goes first).

Kinds are compared by their names, hooks by theirs, and payloads by what their schemas let through:
where in a file something stands, and behind which reference, makes no difference.

Options:
  --json      print one JSON document instead; for wrong use there is no document
  -h, --help  show this

Examples:
  hookspec diff main:hookspecs hookspecs              what this branch changes
  hookspec diff origin/main:./hookspecs ./hookspecs   the same in a folder of a larger repository
  hookspec diff v1.2.0:hookspecs v1.3.0:hookspecs     what a release changed
  hookspec diff main:hookspecs hookspecs --json > changes.json

Exit codes:
  0  every kind_api_version was raised by as much as its changes need, or nothing changed
  1  one was not, a kind is gone, or a hookspec cannot be used
  2  wrong use: there is no such path, or git has no such revision or lacks a part of it`;
