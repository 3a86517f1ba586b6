/// Failures that a user can cause or fix: each has a problem with its values and a remedy. Failures of models are
/// typed by what the caller may do next. Knows nothing of the parts that fail.
///
/// **Threads.** Exceptions are immutable apart from their stack trace and may be passed between threads.
///
/// **Ownership.** An exception holds no resource.
@NullMarked
package sao.error;

import org.jspecify.annotations.NullMarked;
