/// Measuring whether a judge can tell a better response from a worse one: probes of known order, and the accuracy,
/// seat bias, length bias, stability and calibration that follow from the judgments. Knows nothing of models or of
/// what a judge is used for.
///
/// **Threads.** Results are immutable. An audit calls its judge from several virtual threads at a time.
///
/// **Ownership.** A judge stays the property of the caller. No argument may be null and no method returns null.
@NullMarked
package sao.audit;

import org.jspecify.annotations.NullMarked;
