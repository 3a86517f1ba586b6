/// The settings of a run as records, one for each section of the settings file, with defaults, ranges and the rules
/// between keys. Knows nothing of how settings are read or written (`sao.yaml`), of models or of ledgers.
///
/// **Threads.** All records are immutable.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.settings;

import org.jspecify.annotations.NullMarked;
