package sao.tokenizer;

import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// Turns text into token ids of one model and back.
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

    /// {@return how many ids there are; every id is below it}
    int vocabularySize();

    /// {@return the token at the beginning of a text that the tokenizer puts there by itself, if it does}
    Optional<Integer> addedBeginning();

    /// {@return the id of the token that is written so in the vocabulary, if there is one}
    Optional<Integer> idOf(String token);

    /// {@return the names of all special tokens, in the order of their ids}
    List<String> specialTokens();

    /// {@return a digest of vocabulary and rules}
    String fingerprint();
}
