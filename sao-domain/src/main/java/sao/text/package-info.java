/// Rules on plain text: words, repetition, chat-template markers, refusals, final answers. Knows nothing of
/// models, runs, or the consequences of a match. Recipe digests and published figures depend on these rules, so a
/// change of a rule changes [sao.text.TextRules#VERSION].
///
/// **Threads.** Static methods without state; safe on any thread.
///
/// **Ownership.** No method keeps a reference to an argument. No argument may be null and no method returns null.
@NullMarked
package sao.text;

import org.jspecify.annotations.NullMarked;
