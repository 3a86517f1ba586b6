/// Rules that look at text alone: words, repetition, chat-template marks, refusals, final answers. Knows nothing of
/// models, runs, or what a finding leads to. Digests of recipes and published figures depend on these rules, so a
/// change of any of them changes [sao.text.TextRules#VERSION].
///
/// **Threads.** Static methods without state; safe on any thread.
///
/// **Ownership.** Nothing is kept. No argument may be null and no method returns null.
@NullMarked
package sao.text;

import org.jspecify.annotations.NullMarked;
