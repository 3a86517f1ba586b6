package sao.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated values as defined by RFC 4180: values in double quotes may contain commas, line breaks and doubled
/// quotes.
final class CsvText {
    private final BufferedReader in;
    private final List<List<String>> records = new ArrayList<>();
    private List<String> record = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();

    private CsvText(BufferedReader in) {
        this.in = in;
    }

    /// {@return the records of a text, the header included; blank lines are left out}
    static List<List<String>> records(BufferedReader in) throws IOException {
        return new CsvText(in).read();
    }

    private List<List<String>> read() throws IOException {
        boolean quoted = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (quoted) {
                quoted = !isClosing(c);
            } else if (c == '"' && value.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                endValue();
            } else if (c == '\n') {
                endRecord();
            } else if (c != '\r') {
                value.append((char) c);
            }
        }
        endRecord();
        return records;
    }

    /// Takes a character of a quoted value.
    ///
    /// @return whether it ends the quotes; a doubled quote does not
    private boolean isClosing(int c) throws IOException {
        if (c == '"') {
            in.mark(1);
            if (in.read() != '"') {
                in.reset();
                return true;
            }
        }
        value.append((char) c);
        return false;
    }

    private void endValue() {
        record.add(value.toString());
        value.setLength(0);
    }

    private void endRecord() {
        if (record.isEmpty() && value.isEmpty()) {
            return;
        }
        endValue();
        records.add(record);
        record = new ArrayList<>();
    }
}
