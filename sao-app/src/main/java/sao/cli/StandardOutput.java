package sao.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The standard output of the process. A [PrintWriter] hides the cause of a failed write; this stream keeps the
/// first one, so that lost output becomes an error of the command. Any thread.
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final PrintWriter writer;

    StandardOutput() {
        this.stream = new FileOutputStream(FileDescriptor.out);
        this.writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(this, System.out.charset())), true);
    }

    /// {@return a writer to this stream that flushes after each line}
    PrintWriter writer() {
        return writer;
    }

    /// {@return the first error of a write; empty if all writes succeeded}
    Optional<IOException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /// {@return whether the error is a pipe closed by its reader, as by `head`}
    static boolean isClosedPipe(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }
}
