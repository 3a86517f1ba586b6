package sao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.Answer;
import sao.sampling.ObservedToken;
import sao.token.TokenIds;

/// Makes the chunks of a stream of what happens: each token at once, but one that shows nothing goes with
/// the next that does.
final class StreamChunks {
    private final RequestCalls calls;
    private final boolean everyToken;
    private final List<List<ObservedToken>> held = new ArrayList<>();

    /// One chunk.
    ///
    /// @param choice the answer's number
    /// @param text new text of the answer
    /// @param tokens its new tokens
    /// @param ended the whole answer, if it has ended
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

    /// {@return the next chunk; nothing when all answers have ended}
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
