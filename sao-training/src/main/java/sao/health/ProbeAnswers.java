package sao.health;

import java.util.List;
import sao.token.TokenIds;

/// One round of answers to probes.
///
/// @param tokens of each answer, without the end of the turn
/// @param ended number of answers that ended with an end-of-turn token
/// @param finite whether every distribution consisted of numbers; otherwise the answers stop there
record ProbeAnswers(List<TokenIds> tokens, int ended, boolean finite) {}
