/// Failures that a user can cause or mend: each carries the problem with its values and a remedy. Model failures are
/// typed by what the caller may do next. Knows nothing of the parts that fail.
///
/// **Threads.** Exceptions are immutable apart from their stack trace and may cross threads.
///
/// **Ownership.** An exception holds no resource.
@NullMarked
package sao.error;

import org.jspecify.annotations.NullMarked;
