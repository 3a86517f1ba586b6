/// Chat templates: renders conversations as text with a sandboxed Jinja interpreter. Knows nothing of tokens,
/// models or files. Text inside values is never parsed as a template.
///
/// **Threads.** Templates are immutable and shared. **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.template;

import org.jspecify.annotations.NullMarked;
