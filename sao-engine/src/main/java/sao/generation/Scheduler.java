package sao.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.InferenceMode;
import sao.architecture.CausalLanguageModel;
import sao.error.SaoException;
import sao.kernel.RowWorkers;
import sao.torch.EngineThread;

/// Decides what the model computes next: reads waiting prompts in pieces and decodes all answers that have
/// a slot, one token each, turn by turn.
///
/// Everything but [#submit] and [#close] runs on the engine's thread.
final class Scheduler implements AutoCloseable {
    /// Passes of reading between two of decoding while slots are free: an idle slot costs more than a late
    /// token.
    private static final int READING_PASSES = 4;

    private final EngineSettings settings;
    private final EngineThread thread;
    private final RowWorkers workers;
    private final CacheRoom room;
    private final PassShape shape;
    private final Caches caches;
    private final PrefixCache prefixes;
    private final PrefillPass prefill;
    private final DecodingSlots slots;
    private final Deque<Reading> prompts = new ArrayDeque<>();
    private final Deque<Reading> scorings = new ArrayDeque<>();
    private final List<Reading> open = new ArrayList<>();
    private volatile EngineLoad load;
    private boolean turning;
    private boolean closed;

    /// @param model stays the caller's; its thread is `thread`, and this constructor runs there
    /// @param plan of all lanes together
    Scheduler(CausalLanguageModel model, EngineSettings settings, MemoryPlan plan, EngineThread thread) {
        this.settings = settings;
        this.thread = thread;
        this.workers = new RowWorkers(settings.threads());
        this.room = new CacheRoom(settings, plan);
        this.shape = PassShape.of(settings.device());
        this.caches = Caches.of(model, settings, workers);
        this.prefixes = new PrefixCache(caches::withRoom, settings.prefixTokens());
        Sampler sampler = Sampler.here(workers);
        this.load = new EngineLoad(settings.slots(), 0, 0, 0);
        try (var _ = new InferenceMode()) {
            RowSizes rows = caches.decodingSizes(settings.slots());
            this.slots =
                    new DecodingSlots(model, settings.slots(), room, new DecodingSlots.Means(caches, rows, sampler));
            this.prefill = new PrefillPass(model, caches.readingSizes(shape.most()), sampler, caches);
        }
    }

    /// Begins a call for answers. Any thread.
    void submit(GenerateCall call) {
        Reading reading = call.reading();
        thread.execute(() -> begin(reading, prompts));
    }

    /// Begins a call for scores. Any thread.
    void submit(ScoreCall call) {
        submit(call.reading());
    }

    /// Begins a reading from which no answers come. Any thread.
    void submit(Reading reading) {
        thread.execute(() -> begin(reading, scorings));
    }

    private void begin(Reading reading, Deque<Reading> queue) {
        if (closed) {
            reading.listener().failed(ended());
            return;
        }
        try {
            room.requireFor(reading.listener());
        } catch (SaoException e) {
            reading.listener().failed(e);
            return;
        }
        queue.add(reading);
        if (!turning) {
            turning = true;
            thread.execute(this::turn);
        }
    }

    private static SaoException ended() {
        return new SaoException(
                "The model was closed before it had answered.", "Wait for its answers before closing it.");
    }

    /// {@return how busy it was at the end of the last turn} Any thread.
    EngineLoad load() {
        return load;
    }

    PrefixCache prefixes() {
        return prefixes;
    }

    /// Takes a reading that belongs to a call already begun: before those that wait for the room it has.
    void read(Reading reading) {
        scorings.addFirst(reading);
    }

    /// Takes an answer that waits for a slot.
    void ready(Answering answering) {
        slots.add(answering);
    }

    private void turn() {
        if (closed) {
            return;
        }
        try (var _ = new InferenceMode()) {
            compute();
        } catch (RuntimeException | Error e) {
            failAll(new SaoException("The model failed: " + e, "Run again with -v and read the log.", e));
        }
        load = new EngineLoad(
                settings.slots(),
                slots.decoding(),
                prompts.size() + scorings.size() + slots.waiting(),
                slots.heldTokens());
        turning = !isIdle();
        if (turning) {
            thread.execute(this::turn); // behind what was submitted meanwhile, so new calls are seen every turn
        }
    }

    private boolean isIdle() {
        return prompts.isEmpty() && scorings.isEmpty() && open.isEmpty() && slots.isIdle();
    }

    private void compute() {
        boolean hungry = true;
        for (int pass = 0; pass < READING_PASSES && hungry; pass++) {
            readOnce();
            slots.fill();
            hungry = !prompts.isEmpty() && hasRoom(prompts.peek().listener());
        }
        slots.decodeOnce();
        slots.fill();
    }

    /// {@return whether another call may begin: its answers find slots, and all it holds finds room}
    private boolean hasRoom(Reading.Listener call) {
        if (call.answers().isEmpty()) {
            return room.hasFor(call, 0);
        }
        int coming = open.stream().mapToInt(r -> r.listener().answers().size()).sum();
        return slots.hasPlaceBehind(coming) && room.hasFor(call, slots.heldTokens());
    }

    private void readOnce() {
        dropAbandoned();
        List<Piece> pieces = new ArrayList<>();
        int rows = 0;
        for (Reading reading : open) {
            rows = addPiece(reading, pieces, rows);
        }
        rows = openMore(prompts, pieces, rows);
        openMore(scorings, pieces, rows);
        if (pieces.isEmpty()) {
            return;
        }
        try {
            prefill.run(pieces);
        } catch (RuntimeException e) {
            for (Piece piece : pieces) {
                piece.reading().listener().failed(e);
            }
            dropAbandoned();
            return;
        }
        for (Piece piece : pieces) {
            piece.reading().advance(piece.count());
            if (piece.reading().isComplete()) {
                open.remove(piece.reading());
                piece.reading().listener().finished(piece.reading().cache());
            }
        }
    }

    private int addPiece(Reading reading, List<Piece> pieces, int rows) {
        int count = reading.next();
        Piece piece = new Piece(reading, count, rows, shape.rowsFor(count));
        if (rows + piece.rows() > shape.most()) {
            return rows;
        }
        pieces.add(piece);
        return rows + piece.rows();
    }

    private int openMore(Deque<Reading> waiting, List<Piece> pieces, int rows) {
        int filled = rows;
        while (!waiting.isEmpty() && filled < shape.most()) {
            Reading reading = waiting.peek();
            if (reading.listener().isOver()) {
                waiting.remove();
                continue;
            }
            if (!hasRoom(reading.listener())) {
                break;
            }
            waiting.remove();
            if (!opened(reading)) {
                continue;
            }
            filled = addPiece(reading, pieces, filled);
            if (pieces.getLast().reading() != reading) {
                break; // it did not fit; it is the first to go on with
            }
        }
        return filled;
    }

    /// {@return whether the reading has its cache; if not, its call failed and the others go on}
    private boolean opened(Reading reading) {
        try {
            reading.open();
        } catch (RuntimeException e) {
            reading.listener().failed(room.explained(e));
            return false;
        }
        room.begin(reading.listener());
        open.add(reading);
        return true;
    }

    private void dropAbandoned() {
        for (Iterator<Reading> readings = open.iterator(); readings.hasNext(); ) {
            Reading reading = readings.next();
            if (reading.listener().isOver()) {
                reading.abandon();
                readings.remove();
            }
        }
    }

    private void failAll(SaoException failure) {
        prompts.forEach(reading -> reading.listener().failed(failure));
        scorings.forEach(reading -> reading.listener().failed(failure));
        open.forEach(reading -> reading.listener().failed(failure));
        open.forEach(Reading::abandon);
        slots.failAll(failure);
        prompts.clear();
        scorings.clear();
        open.clear();
    }

    /// Ends all calls that are not answered and frees the caches.
    @Override
    public void close() {
        closed = true;
        failAll(ended());
        prefixes.close();
        caches.close();
        workers.close();
    }
}
