/// Verifiable instructions: rows of prompts with instructions, rules that verify an answer, strict and loose verdicts
/// and the accuracies of a benchmark. Knows the interface of models, and nothing of the rules of a particular
/// benchmark, of commands or of pages.
///
/// **Threads.** Records and rules are immutable; all methods may be called from any thread.
///
/// **Ownership.** Models are borrowed and never closed; files are closed before a method returns. No argument may be
/// null and no method returns null.
@NullMarked
package sao.instruction;

import org.jspecify.annotations.NullMarked;
