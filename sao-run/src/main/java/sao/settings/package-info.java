/// What a run is asked to do: the settings as records, read from YAML, with every problem said at once.
/// Knows nothing of models, ledgers or how a setting is carried out.
///
/// **Threads.** All records are immutable; reading keeps nothing between calls.
///
/// **Ownership.** Files are closed before a method returns. No argument may be null and no method returns
/// null.
@NullMarked
package sao.settings;

import org.jspecify.annotations.NullMarked;
