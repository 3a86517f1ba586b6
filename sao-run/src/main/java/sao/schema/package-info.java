/// Describes settings: the annotation of a setting's default, range and text, the tree of keys that a settings
/// record declares, intervals of numbers, and suggestions for misspelt words. Knows no particular setting and no
/// file format.
///
/// **Threads.** All types are immutable; methods keep nothing between calls.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.schema;

import org.jspecify.annotations.NullMarked;
