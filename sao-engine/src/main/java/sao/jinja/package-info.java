/// The syntax of Jinja templates: lexer, parser and syntax tree. Knows nothing of values, models or conversations.
///
/// **Threads.** Syntax trees are immutable and shared; a parser is used by one thread.
///
/// **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.jinja;

import org.jspecify.annotations.NullMarked;
