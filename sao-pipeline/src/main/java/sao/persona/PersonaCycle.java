package sao.persona;

import java.util.Map;
import java.util.Optional;
import sao.content.ContentId;
import sao.domain.Persona;

/// The personas of a source from the position at which earlier rounds stopped. After the last persona the stream
/// continues with the first one; it returns each persona at most once. A persona that was used in an earlier pass
/// over the source gets another id, so that its prompts differ. Not thread-safe.
final class PersonaCycle implements PersonaStream {
    private final PersonaSource source;
    private final long start; // position of the first persona returned, in its pass
    private PersonaStream stream;
    private long pass;
    private long left; // personas to return until each was returned once; unknown in the first pass
    private boolean isBehindEnd;
    private long brokenBefore; // minus the unreadable entries before the first persona, plus those of closed streams

    /// @param source source with at least one persona
    /// @param drawn number of personas that earlier rounds have drawn
    PersonaCycle(PersonaSource source, long drawn) {
        this.source = source;
        this.stream = source.open();
        long size = skip(drawn);
        if (size < drawn) { // earlier rounds have used all personas of the source
            pass = drawn / size;
            start = drawn % size;
            reopen();
            skip(start);
        } else {
            start = drawn;
        }
        brokenBefore = -stream.broken();
    }

    /// {@return the number of skipped personas, below `wanted` at the end of the source}
    private long skip(long wanted) {
        long skipped = 0;
        while (skipped < wanted && stream.next().isPresent()) {
            skipped++;
        }
        return skipped;
    }

    private void reopen() {
        stream.close();
        stream = source.open();
    }

    @Override
    public Optional<Persona> next() {
        Optional<Persona> next = isBehindEnd && left == 0 ? Optional.empty() : stream.next();
        if (next.isEmpty() && !isBehindEnd && start > 0) {
            isBehindEnd = true;
            left = start;
            pass++;
            brokenBefore += stream.broken();
            reopen();
            next = stream.next();
        }
        left -= isBehindEnd && next.isPresent() ? 1 : 0;
        return next.map(this::ofPass);
    }

    private Persona ofPass(Persona persona) {
        if (pass == 0) {
            return persona;
        }
        String id = ContentId.of(Map.of("kind", "persona", "text", persona.text(), "pass", pass));
        return new Persona(id, persona.text(), persona.source());
    }

    @Override
    public long broken() {
        return brokenBefore + stream.broken();
    }

    @Override
    public void close() {
        stream.close();
    }
}
