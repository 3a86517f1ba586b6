package sao.health;

import sao.token.TokenIds;

/// One answer to a probe prompt.
///
/// @param tokens without the end of the turn
/// @param ended whether it ended with an end-of-turn token
record ProbeAnswer(TokenIds tokens, boolean ended) {}
