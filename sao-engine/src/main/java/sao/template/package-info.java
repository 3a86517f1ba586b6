/// Conversations to text: a small sandboxed Jinja. Knows nothing of tokens, models or files; text inside
/// values is never read as template.
///
/// **Threads.** Templates are immutable and shared. **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.template;

import org.jspecify.annotations.NullMarked;
