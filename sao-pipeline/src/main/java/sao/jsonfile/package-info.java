/// Files of JSON values. Knows nothing of what the values mean.
///
/// **Threads.** May be called by any thread. **Ownership.** Files are closed before a method returns.
@NullMarked
package sao.jsonfile;

import org.jspecify.annotations.NullMarked;
