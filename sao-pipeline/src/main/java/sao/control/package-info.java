/// Control judges: judges without information about the quality of a response, which other judges are compared
/// with. Their verdicts depend on the length of a response, on its repetitions, on its end, or on a random draw. Knows
/// nothing of models or of the use of a judgment.
///
/// **Threads.** Judges are immutable and may be used by any number of threads.
///
/// **Ownership.** Judges hold no resources. No argument may be null and no method returns null.
@NullMarked
package sao.control;

import org.jspecify.annotations.NullMarked;
