/// Python values and texts that templates depend on and Java lacks: `None`, undefined values, tuples, the text of
/// numbers. Knows nothing of templates.
///
/// **Threads.** Immutable and shared.
///
/// **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.python;

import org.jspecify.annotations.NullMarked;
