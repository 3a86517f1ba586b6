package sao.tokenizer;

import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// Converts text to token ids of one model and back.
///
/// @implSpec Safe for any number of threads.
public interface Tokenizer {
    /// {@return the ids of a text; names of special tokens inside it are plain text. Nothing is added}
    TokenIds encode(String text);

    /// {@return the ids of a rendered chat template: names of special tokens become those tokens. Nothing
    /// is added}
    TokenIds encodeWithSpecials(String text);

    /// {@return the text of these ids}
    ///
    /// @param skipSpecials whether special tokens leave no text
    String decode(TokenIds ids, boolean skipSpecials);

    /// {@return the number of ids; every id is below it}
    int vocabularySize();

    /// {@return the token that the tokenizer prepends to a text; empty if it does not prepend one}
    Optional<Integer> addedBeginning();

    /// {@return the id of the token with this text in the vocabulary; empty if there is none}
    Optional<Integer> idOf(String token);

    /// {@return the names of all special tokens, in the order of their ids}
    List<String> specialTokens();

    /// {@return a digest of vocabulary and rules}
    String fingerprint();
}
