package sao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.Answer;
import sao.sampling.ObservedToken;
import sao.token.TokenIds;

/// Turns the events of a request's calls into the chunks of a stream: one chunk per token; a token that adds no
/// text is sent with the next token that does.
final class StreamChunks {
    private final RequestCalls calls;
    private final boolean everyToken;
    private final List<List<ObservedToken>> held = new ArrayList<>();

    /// One chunk of a stream.
    ///
    /// @param choice index of the answer in the request, from 0
    /// @param text new text of the answer
    /// @param tokens new tokens of the answer
    /// @param ended the complete answer; empty while it is being generated
    record Chunk(int choice, String text, List<ObservedToken> tokens, Optional<Answer> ended) {
        TokenIds ids() {
            return TokenIds.of(tokens.stream().map(token -> token.token().id()).toList());
        }
    }

    StreamChunks(RequestCalls calls, RequestParameters parameters) {
        this.calls = calls;
        this.everyToken = parameters.reported().alternatives().isPresent()
                || parameters.reported().ids();
    }

    /// {@return the next chunk; empty when all answers are complete}
    Optional<Chunk> next() {
        for (Optional<RequestCalls.Event> event = calls.next(); event.isPresent(); event = calls.next()) {
            switch (event.get()) {
                case RequestCalls.Drawn drawn -> {
                    Optional<Chunk> chunk = take(drawn);
                    if (chunk.isPresent()) {
                        return chunk;
                    }
                }
                case RequestCalls.Ended(int choice, Answer answer) -> {
                    return Optional.of(flush(choice, "", Optional.of(answer)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Chunk> take(RequestCalls.Drawn drawn) {
        while (held.size() <= drawn.choice()) {
            held.add(new ArrayList<>());
        }
        held.get(drawn.choice()).add(drawn.token());
        boolean shows = everyToken || !drawn.text().isEmpty();
        return shows ? Optional.of(flush(drawn.choice(), drawn.text(), Optional.empty())) : Optional.empty();
    }

    private Chunk flush(int choice, String text, Optional<Answer> ended) {
        Chunk chunk = new Chunk(choice, text, List.copyOf(held.get(choice)), ended);
        held.get(choice).clear();
        return chunk;
    }
}
