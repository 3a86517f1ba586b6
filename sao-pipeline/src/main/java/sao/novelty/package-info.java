/// Novelty checks of prompts against earlier prompts and benchmarks, and diversity statistics of prompts. Knows
/// nothing of models, ledgers or the origin of prompts.
///
/// **Threads.** An index belongs to one thread at a time; rows that share an index use it in a fixed order, see
/// [sao.concurrent.TurnOrder].
///
/// **Ownership.** A novelty index keeps word hashes, not the texts. No argument may be null and no method returns
/// null.
@NullMarked
package sao.novelty;

import org.jspecify.annotations.NullMarked;
