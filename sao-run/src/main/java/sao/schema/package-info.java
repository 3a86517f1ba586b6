/// Describes settings: the annotation with a setting's default, range and description, the tree of keys that a
/// settings record declares, intervals of numbers, and suggestions for misspelt words. Knows nothing of
/// particular settings and file formats.
///
/// **Threads.** All types are immutable and may be used by any thread.
///
/// **Ownership.** No type holds a resource that must be closed. No argument may be null and no method returns
/// null.
@NullMarked
package sao.schema;

import org.jspecify.annotations.NullMarked;
