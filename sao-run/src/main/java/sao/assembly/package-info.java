/// The objects of the method, made from settings: judges, persona sources and prompt rules, benchmarks, and the
/// settings
/// of a training. Knows nothing of stages, rounds or the command line.
///
/// **Threads.** All methods may be called from any thread.
///
/// **Ownership.** The caller owns what it is given; models stay the caller's.
@NullMarked
package sao.assembly;

import org.jspecify.annotations.NullMarked;
