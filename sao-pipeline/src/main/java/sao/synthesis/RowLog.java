package sao.synthesis;

import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.pairing.Match;
import sao.pairing.ResponseFlag;
import sao.rows.Drop;

/// Receives the outcomes of rows, from several threads at a time.
interface RowLog {
    /// Discards all outcomes.
    RowLog NONE = new RowLog() {};

    default void persona(long row, Persona persona) {}

    default void prompt(long row, Prompt prompt, boolean heldOut) {}

    default void response(long row, Response response) {}

    default void flag(ResponseFlag flag) {}

    default void judgment(long row, String judge, Match match) {}

    default void pair(long row, PreferencePair pair) {}

    default void drop(Drop drop) {}
}
