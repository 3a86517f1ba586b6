package sao.persona;

import java.util.Map;
import java.util.Optional;
import sao.content.ContentId;
import sao.domain.Persona;

/// The personas of a source from the place on at which earlier rounds stopped. After the last one it begins
/// again with the first, but gives each at most once. A persona that an earlier round or an earlier pass has
/// used gets another id, so that other prompts are drawn for it.
final class PersonaCycle implements PersonaStream {
    private final PersonaSource source;
    private final long start; // place of the first persona given, in its pass
    private PersonaStream stream;
    private long pass;
    private long left; // personas to give before the round has had each once; unknown in the first pass
    private boolean isBehindEnd;
    private long brokenBefore; // what was broken before the first persona given, negated, and in closed streams

    /// @param source with at least one persona
    /// @param drawn personas that earlier rounds have drawn
    PersonaCycle(PersonaSource source, long drawn) {
        this.source = source;
        this.stream = source.open();
        long size = skip(drawn);
        if (size < drawn) { // earlier rounds have been through the source before
            pass = drawn / size;
            start = drawn % size;
            reopen();
            skip(start);
        } else {
            start = drawn;
        }
        brokenBefore = -stream.broken();
    }

    /// {@return how many personas were skipped: fewer than wanted where there are no more}
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
